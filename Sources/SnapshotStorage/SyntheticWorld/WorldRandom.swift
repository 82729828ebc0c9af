import Foundation

/// The random numbers of one advertiser for one purpose: SplitMix64 (Steele, Lea, Flood, 2014), its start hashed from
/// the world's seed, the advertiser and the purpose.
///
/// Days draw from it in order, so a day's numbers depend on the days before it and on nothing after it.
struct WorldRandom {
    private var state: UInt64

    init(seed: UInt64, advertiser: Int, purpose: UInt64) {
        let start = WorldRandom.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
        let keyed = WorldRandom.mixed(start ^ UInt64(bitPattern: Int64(advertiser)))
        state = WorldRandom.mixed(keyed &+ purpose &* 0xD134_2543_DE82_EF95)
    }

    /// Numbers that have nothing to do with those that would have followed: others for each number.
    func branch(_ number: Int) -> WorldRandom {
        var branch = self
        branch.state = WorldRandom.mixed(
            state ^ WorldRandom.mixed(UInt64(bitPattern: Int64(number)) &+ 0x2545_F491_4F6C_DD1D))
        return branch
    }

    /// Uniform on [0, 1), in steps of 2⁻⁵³.
    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Double(WorldRandom.mixed(state) >> 11) * 0x1p-53
    }

    /// Standard normal, by Box and Muller.
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    mutating func exponential(mean: Double) -> Double {
        -mean * log(1 - uniform())
    }

    mutating func happens(_ probability: Double) -> Bool {
        uniform() < probability
    }

    /// Uniform on a range of days or counts.
    mutating func integer(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(uniform() * Double(range.count))
    }

    /// Poisson: by inversion for small means, by the normal approximation for large ones.
    mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        guard mean < 30 else {
            let bounded = min(mean, 1e12)
            return Int(max(0, (bounded + bounded.squareRoot() * normal()).rounded()))
        }
        let draw = uniform()
        var count = 0
        var term = exp(-mean)
        var cumulative = term
        while draw > cumulative, count < 200 {
            count += 1
            term *= mean / Double(count)
            cumulative += term
        }
        return count
    }

    /// The index of one of `weights`, each as likely as its share of their sum.
    mutating func index(weights: [Double]) -> Int {
        var rest = uniform() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.count - 1
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
