import AdvertiserDomain
import Testing

@testable import SnapshotStorage

struct WorldParametersTests {
    @Test func theWorldStartsWithThePapersDataSet() throws {
        #expect(WorldParameters.firstDay.isoText == "2019-12-10")
        #expect(try WorldParameters(seed: 1).lastDay.isoText == "2020-06-26")
    }

    @Test(arguments: [(0, 10), (10_000_001, 10), (-5, 10), (10, 0), (10, 3_651)])
    func sizesOutsideTheirBoundsAreRefused(advertisers: Int, days: Int) {
        #expect(throws: WorldError.self) {
            try WorldParameters(seed: 1, advertiserCount: advertisers, dayCount: days)
        }
    }

    @Test func appendingIsBounded() throws {
        let parameters = try WorldParameters(seed: 1, advertiserCount: 5, dayCount: 3_600)
        #expect(try parameters.appending(days: 50).dayCount == 3_650)
        for days in [0, -1, 51, Int.max] {
            #expect(throws: WorldError.sizeOutOfBounds(option: "--append-days", value: days, bounds: 1...50)) {
                try parameters.appending(days: days)
            }
        }
    }

    @Test func theErrorNamesOptionAndBounds() {
        let error = #expect(throws: WorldError.self) {
            try WorldParameters(seed: 1, advertiserCount: 0, dayCount: 5)
        }
        #expect(
            error?.description == "--advertisers: 0 is outside 1 to 10000000; choose a value between them")
        #expect(error?.isUsageFault == true)
    }
}
