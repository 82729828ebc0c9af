/// Eight floats, the width of an AVX register.
package typealias Lanes = SIMD8<Float>

extension UnsafePointer<Float> {
    /// The eight floats from `index` on; the address need not be aligned.
    @inline(__always)
    package func lanes(at index: Int) -> Lanes {
        UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self)
    }
}

extension UnsafeMutablePointer<Float> {
    /// The eight floats from `index` on; the address need not be aligned.
    @inline(__always)
    package func lanes(at index: Int) -> Lanes {
        UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self)
    }

    /// Stores eight floats from `index` on.
    @inline(__always)
    package func store(_ lanes: Lanes, at index: Int) {
        UnsafeMutableRawPointer(self + index).storeBytes(of: lanes, as: Lanes.self)
    }
}
