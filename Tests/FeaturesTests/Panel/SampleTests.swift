import Features
import Testing

@Suite struct SampleTests {
    @Test(arguments: [(0, []), (3, [0, 3, 6]), (4, [0, 2, 5, 7]), (10, Array(0..<10)), (11, Array(0..<10))])
    func someAreEvenlySpread(limit: Int, days: [Int32]) {
        let samples = (0..<10).map { Sample(series: 2, asOf: $0) }
        #expect(samples.evenlySpread(atMost: limit) == days.map { Sample(series: 2, asOf: $0) })
    }
}
