import TensorCore

/// Memory that a tape hands out piece by piece during a pass and takes back at once.
///
/// Pieces never move. A pass that outgrows the arena gets a further slab; the reset after it makes one slab of all, so
/// that from the second pass on nothing is allocated.
struct Arena {
    private var slabs: [AlignedBuffer] = []
    private var used = 0

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
        if slabs.count > 1 {
            let total = slabs.reduce(0) { $0 + $1.count }
            slabs = [AlignedBuffer(count: total)]
        }
        used = 0
    }

    /// Sets every piece handed out since the reset to zero.
    func zeroUsed() {
        for (index, slab) in slabs.enumerated() {
            slab.base.update(repeating: 0, count: index == slabs.count - 1 ? used : slab.count)
        }
    }
}
