import Foundation

/// The times at which requests are due: independent of each other, so that intervals are exponential.
struct Arrivals {
    private let rate: Double
    private var state: UInt64
    /// Seconds from the start to the next request.
    private(set) var next = 0.0

    init(rate: Double, seed: UInt64) {
        self.rate = rate
        state = seed
        advance()
    }

    /// Goes on to the next request.
    mutating func advance() {
        // SplitMix64 (Steele, Lea, Flood, 2014).
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        bits ^= bits >> 31
        let uniform = (Double(bits >> 11) + 0.5) / 0x1p53
        next -= log(uniform) / rate
    }
}
