import Testing

@testable import AdvertiserDomain

@Suite struct ProductionDaysTests {
    @Test func countsWindowTwoHorizonsAndSixDays() {
        #expect(ProductionDays.needed(windowDays: 40, horizonDays: 7) == 60)
        #expect(ProductionDays.needed(windowDays: 1, horizonDays: 1) == 9)
    }
}
