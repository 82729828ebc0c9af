/// Floats at an address that does not move, aligned for SIMD: the weights of a model, its gradients, scratch memory.
///
/// It is a class because its memory has identity: kernels on several threads work on it at once.
///
/// `@unchecked Sendable` because it guards nothing itself: whoever shares a buffer between threads lets each write to
/// elements of its own, or lets all of them only read.
package final class AlignedBuffer: @unchecked Sendable {
    package let count: Int
    /// The first element. Valid as long as the buffer lives.
    package let base: UnsafeMutablePointer<Float>

    /// A buffer of `count` zeros.
    package init(count: Int) {
        self.count = count
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
        base = raw.bindMemory(to: Float.self, capacity: max(count, 1))
        base.initialize(repeating: 0, count: count)
    }

    deinit {
        base.deallocate()
    }

    package var elements: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: base, count: count) }
}
