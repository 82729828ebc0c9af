import Foundation
import Testing

@testable import Evaluation

struct AdvertiserErrorsTests {
    /// Two cells of three advertisers; the last advertiser and most of the second cell have no samples.
    static func errors() -> AdvertiserErrors {
        var errors = AdvertiserErrors(cells: 2, advertisers: 3)
        errors.add(cell: 0, advertiser: 0, mean: 3, nmaePoint: 2, smapePoint: 0, outcome: 1)
        errors.add(cell: 0, advertiser: 0, mean: 0, nmaePoint: 0, smapePoint: 0, outcome: 0)
        errors.add(cell: 1, advertiser: 1, mean: 5, nmaePoint: 6, smapePoint: 12, outcome: 4)
        return errors
    }

    @Test func sumsByCellAndAdvertiser() {
        let errors = Self.errors()
        #expect(errors.samples == [2, 0, 0, 0, 1, 0])
        #expect(errors.outcomes == [1, 0, 0, 0, 4, 0])
        #expect(errors.meanTotal == [3, 0, 0, 0, 5, 0])
        #expect(errors.meanAbsolute == [2, 0, 0, 0, 1, 0])
        #expect(errors.meanSymmetric == [1, 0, 0, 0, 2.0 / 9, 0])
        #expect(errors.pointAbsolute == [1, 0, 0, 0, 2, 0])
        #expect(errors.pointSymmetric == [2, 0, 0, 0, 1, 0])
    }

    @Test func jsonHoldsOnlyPairsWithSamplesAndComesBackTheSame() throws {
        let data = try JSONEncoder().encode(Self.errors())
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["positions"] as? [Int] == [0, 4])
        #expect(object["mean_absolute"] as? [Double] == [2, 1])
        #expect(try JSONDecoder().decode(AdvertiserErrors.self, from: data) == Self.errors())
    }

    @Test func aForecastThatIsNotFiniteSurvivesAsNull() throws {
        var errors = Self.errors()
        errors.add(cell: 0, advertiser: 2, mean: .infinity, nmaePoint: 1, smapePoint: 1, outcome: 1)
        let decoded = try JSONDecoder().decode(AdvertiserErrors.self, from: JSONEncoder().encode(errors))
        #expect(decoded.meanAbsolute[2].isNaN)
        #expect(decoded.pointAbsolute[2] == 0)
        #expect(CellErrors(decoded).value(.meanNMAE, cell: 0)?.isNaN == true)
    }

    @Test(arguments: [
        #""positions":[6],"samples":[1]"#, #""positions":[-1],"samples":[1]"#, #""positions":[1,2],"samples":[1]"#,
    ])
    func refusesWhatDoesNotFit(_ fields: String) {
        let json = """
            {"cells":2,"advertisers":3,\(fields),"outcomes":[1],"mean_total":[1],"mean_absolute":[1],\
            "mean_symmetric":[1],"point_absolute":[1],"point_symmetric":[1]}
            """
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AdvertiserErrors.self, from: Data(json.utf8))
        }
    }

    @Test(arguments: [(-1, 3), (Int.max, 2), (1 << 20, 1 << 20)])
    func refusesSizesThatNoStudyHas(cells: Int, advertisers: Int) {
        let json = """
            {"cells":\(cells),"advertisers":\(advertisers),"positions":[],"samples":[],"outcomes":[],"mean_total":[],\
            "mean_absolute":[],"mean_symmetric":[],"point_absolute":[],"point_symmetric":[]}
            """
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AdvertiserErrors.self, from: Data(json.utf8))
        }
    }
}
