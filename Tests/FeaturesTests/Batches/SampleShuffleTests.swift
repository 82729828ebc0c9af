import Testing

@testable import Features

@Suite struct SampleShuffleTests {
    private let samples = (0..<100).map { Sample(series: Int32($0), asOf: 1) }

    @Test func everyEpochIsAPermutationOfItsOwn() {
        let shuffle = SampleShuffle(seed: 4)
        let epochs = (0..<3).map { shuffle.epoch($0, of: samples) }
        for epoch in epochs { #expect(epoch.sorted { $0.series < $1.series } == samples) }
        #expect(Set(epochs).count == 3)
        #expect(!epochs.contains(samples))
    }

    @Test func seedAndEpochDecide() {
        #expect(SampleShuffle(seed: 4).epoch(2, of: samples) == SampleShuffle(seed: 4).epoch(2, of: samples))
        #expect(SampleShuffle(seed: 4).epoch(2, of: samples) != SampleShuffle(seed: 5).epoch(2, of: samples))
        #expect(SampleShuffle(seed: 4).epoch(0, of: []) == [])
    }

    @Test func batchesCoverAllOnce() {
        #expect(SampleShuffle.batches(of: 10, size: 4) == [0..<4, 4..<8, 8..<10])
        #expect(SampleShuffle.batches(of: 8, size: 4) == [0..<4, 4..<8])
        #expect(SampleShuffle.batches(of: 0, size: 4) == [])
    }
}
