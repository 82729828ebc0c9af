import Testing

@testable import AdvertiserDomain

@Suite struct HistoryColumnsTests {
    @Test func listsEachMeasureOnceInOrder() {
        let columns = HistoryColumns(
            behaviour: ["logins", "budget"], performance: ["clicks"], profile: [], scenario: [],
            taskColumns: ["clicks", "gmv", "logins", "gmv"])
        #expect(columns.measures == ["logins", "budget", "clicks", "gmv"])
    }
}
