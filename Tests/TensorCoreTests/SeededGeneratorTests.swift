import Testing

@testable import TensorCore

/// Expected numbers come from an implementation of SplitMix64 in another language.
@Suite struct SeededGeneratorTests {
    @Test func givesTheNumbersOfSplitMix64() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
        var zero = SeededGenerator(seed: 0)
        #expect(
            (0..<3).map { _ in zero.next() } == [
                16_294_208_416_658_607_535, 7_960_286_522_194_355_700, 487_617_019_471_545_679,
            ])
    }

    @Test func splitsToFixedStreams() {
        let generator = SeededGenerator(seed: 1_234_567)
        var first = generator.split(0)
        var seventh = generator.split(7)
        #expect(first.next() == 16_754_933_046_317_860_491)
        #expect(first.next() == 5_406_314_647_348_461_440)
        #expect(seventh.next() == 1_633_883_650_971_969_578)
    }

    @Test func splittingDoesNotAdvance() {
        var generator = SeededGenerator(seed: 1_234_567)
        for stream in 0..<10 { _ = generator.split(UInt64(stream)) }
        #expect(generator.next() == 6_457_827_717_110_365_317)
    }

    @Test func streamsAreIndependent() {
        let parent = SeededGenerator(seed: 3)
        let count = 20_000
        func draws(_ stream: UInt64) -> [Double] {
            var generator = parent.split(stream)
            return (0..<count).map { _ in generator.uniformDouble() - 0.5 }
        }
        let streams = (0..<6).map { draws(UInt64($0)) }
        for first in streams.indices {
            for second in streams.indices where second > first {
                let correlation =
                    12 * zip(streams[first], streams[second]).reduce(0) { $0 + $1.0 * $1.1 } / Double(count)
                // Five standard deviations of independent streams.
                #expect(abs(correlation) < 5 / Double(count).squareRoot())
            }
        }
        #expect(
            Set(
                (0..<1000).map { stream in
                    var generator = parent.split(UInt64(stream))
                    return generator.next()
                }
            ).count == 1000)
    }

    @Test func uniformNumbersTakeTheUpperBits() {
        var floats = SeededGenerator(seed: 1_234_567)
        #expect((0..<3).map { _ in floats.uniform() } == [0.3500795364379883, 0.1736440658569336, 0.5322072505950928])
        var doubles = SeededGenerator(seed: 1_234_567)
        #expect((0..<2).map { _ in doubles.uniformDouble() } == [0.3500795420214081, 0.17364409667091263])
        var integers = SeededGenerator(seed: 1_234_567)
        #expect((0..<5).map { _ in integers.uniform(below: 10) } == [3, 1, 5, 2, 8])
    }

    @Test func uniformNumbersFillTheUnitInterval() {
        var generator = SeededGenerator(seed: 11)
        let count = 200_000
        let values = (0..<count).map { _ in Double(generator.uniform()) }
        #expect(values.allSatisfy { (0..<1).contains($0) })
        #expect((values.min() ?? 1) < 1e-4)
        #expect((values.max() ?? 0) > 1 - 1e-4)
        let mean = values.reduce(0, +) / Double(count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
        #expect(abs(mean - 0.5) < 0.004)
        #expect(abs(variance - 1 / 12) < 0.001)
    }

    @Test func boundedIntegersAreEvenlySpread() {
        var generator = SeededGenerator(seed: 12)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.uniform(below: 7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
        #expect((0..<100).allSatisfy { _ in generator.uniform(below: 1) == 0 })
    }

    @Test func normalNumbersHaveTheirMoments() {
        var fixed = SeededGenerator(seed: 1_234_567)
        #expect(abs(fixed.normal() - 0.4284879007349292) < 1e-14)
        var generator = SeededGenerator(seed: 13)
        let count = 200_000
        let values = (0..<count).map { _ in generator.normal() }
        func moment(_ order: Int) -> Double {
            values.reduce(0) { sum, value in sum + (0..<order).reduce(1.0) { power, _ in power * value } }
                / Double(count)
        }
        #expect(abs(moment(1)) < 0.012)
        #expect(abs(moment(2) - 1) < 0.017)
        #expect(abs(moment(3)) < 0.05)
        #expect(abs(moment(4) - 3) < 0.12)
        #expect(values.allSatisfy { $0.isFinite })
    }

    @Test(arguments: [0, 1, 2, 100])
    func shufflingPermutes(count: Int) {
        let ordered = Array(0..<count)
        var shuffled = ordered
        var generator = SeededGenerator(seed: 14)
        generator.shuffle(&shuffled)
        #expect(shuffled.sorted() == ordered)
        #expect(count < 100 || shuffled != ordered)
        var again = ordered
        var sameGenerator = SeededGenerator(seed: 14)
        sameGenerator.shuffle(&again)
        #expect(again == shuffled)
    }

    @Test func everyPermutationIsAsLikely() {
        var generator = SeededGenerator(seed: 15)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<24_000 {
            var elements = [0, 1, 2, 3]
            generator.shuffle(&elements)
            counts[elements, default: 0] += 1
        }
        #expect(counts.count == 24)
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 160 })
    }
}
