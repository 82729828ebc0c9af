import Testing

@testable import SnapshotStorage

struct WorldRandomTests {
    @Test func streamsOfPurposesAndAdvertisersDiffer() {
        func first(seed: UInt64, advertiser: Int, purpose: UInt64) -> Double {
            var random = WorldRandom(seed: seed, advertiser: advertiser, purpose: purpose)
            return random.uniform()
        }
        let starts = [
            first(seed: 1, advertiser: 0, purpose: 2), first(seed: 2, advertiser: 0, purpose: 2),
            first(seed: 1, advertiser: 1, purpose: 2), first(seed: 1, advertiser: 0, purpose: 3),
        ]
        #expect(Set(starts).count == 4)
        #expect(first(seed: 1, advertiser: 0, purpose: 2) == starts[0])
    }

    @Test(arguments: [0.3, 4.0, 29.9, 30.1, 2_000.0])
    func poissonHasItsMeanAndVariance(mean: Double) {
        var random = WorldRandom(seed: 5, advertiser: 1, purpose: 1)
        let draws = (0..<20_000).map { _ in Double(random.poisson(mean)) }
        let average = draws.reduce(0, +) / 20_000
        let variance = draws.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 20_000
        #expect(abs(average - mean) < 5 * (mean / 20_000).squareRoot())
        #expect(abs(variance / mean - 1) < 0.06)
    }

    @Test func poissonOfNothingIsZero() {
        var random = WorldRandom(seed: 5, advertiser: 1, purpose: 1)
        #expect(random.poisson(0) == 0)
        #expect(random.poisson(-1) == 0)
        #expect(random.poisson(.nan) == 0)
        #expect(random.poisson(.infinity) > 0)
    }

    @Test func integersStayInTheirRange() {
        var random = WorldRandom(seed: 5, advertiser: 1, purpose: 1)
        let draws = (0..<500).map { _ in random.integer(in: 2...4) }
        #expect(Set(draws) == [2, 3, 4])
    }

    @Test func weightsDecideHowOftenAnIndexComes() {
        var random = WorldRandom(seed: 5, advertiser: 1, purpose: 1)
        var counts = [0, 0, 0]
        for _ in 0..<10_000 { counts[random.index(weights: [1, 0, 3])] += 1 }
        #expect(counts[1] == 0)
        #expect(abs(counts[0] - 2_500) < 250)
    }
}
