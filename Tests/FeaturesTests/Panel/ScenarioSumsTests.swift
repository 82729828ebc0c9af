import Testing

@testable import Features

@Suite struct ScenarioSumsTests {
    @Test func anAdvertiserOfOneSeriesHasItsValues() {
        var sums = ScenarioSums()
        sums.append(series: 0..<1, values: [1, 2], extent: 2)
        sums.append(series: 1..<3, values: [1, 2, 3, 4, 5, 6], extent: 2)
        sums.append(series: 3..<4, values: [1, 2, 3, 4, 5, 6, 7, 8], extent: 2)
        sums.append(series: 4..<4, values: [1, 2, 3, 4, 5, 6, 7, 8], extent: 2)
        #expect(sums.places == [.series(0), .block(0), .series(3), .block(1)])
        #expect(sums.blocks == [8, 10, 0, 0])
    }
}
