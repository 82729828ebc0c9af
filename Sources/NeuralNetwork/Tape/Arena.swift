import TensorCore

/// Memory that a tape hands out piece by piece during a pass and takes back at once.
///
/// Pieces never move, but for one that ``release(to:keeping:count:)`` keeps. A pass that outgrows the arena gets a further
/// slab; the reset after it makes one slab of all, so that from the second pass on nothing is allocated.
struct Arena {
    /// How far the pieces reached at some moment.
    struct Mark {
        fileprivate let slabs: Int
        fileprivate let used: Int
    }

    private var slabs: [AlignedBuffer] = []
    private var used = 0
    /// Floats of all slabs before one of them was released.
    private var largestExtent = 0

    private var extent: Int { slabs.reduce(0) { $0 + $1.count } }

    var mark: Mark { Mark(slabs: slabs.count, used: used) }

    /// A piece of `count` floats of unspecified values, aligned to 64 bytes.
    mutating func allocate(_ count: Int) -> UnsafeMutablePointer<Float> {
        let rounded = (count + 15) / 16 * 16
        if let slab = slabs.last, used + rounded <= slab.count {
            defer { used += rounded }
            return slab.base + used
        }
        let slab = AlignedBuffer(count: max(rounded, max(1 << 16, slabs.last?.count ?? 0)))
        slabs.append(slab)
        used = rounded
        return slab.base
    }

    /// Takes everything back. Pieces handed out before are void.
    mutating func reset() {
        let needed = max(largestExtent, extent)
        if slabs.count > 1 || needed > extent { slabs = [AlignedBuffer(count: needed)] }
        used = 0
        largestExtent = 0
    }

    /// Takes back what was handed out since `mark`, all but `count` floats from `piece` on, which move to where it began.
    mutating func release(
        to mark: Mark, keeping piece: UnsafeMutablePointer<Float>, count: Int
    ) -> UnsafeMutablePointer<Float> {
        largestExtent = max(largestExtent, extent)
        let released = slabs[mark.slabs...]
        if !released.isEmpty { slabs.removeSubrange(mark.slabs...) }
        used = mark.used
        let kept = allocate(count)
        withExtendedLifetime(released) { kept.update(from: piece, count: count) }
        return kept
    }

    /// Sets every piece handed out since the reset to zero.
    func zeroUsed() {
        for (index, slab) in slabs.enumerated() {
            slab.base.update(repeating: 0, count: index == slabs.count - 1 ? used : slab.count)
        }
    }
}
