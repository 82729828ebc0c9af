import AdvertiserDomain
import Features
import Testing

@testable import Checkpoints

struct SplitBoundsTests {
    private func days(_ offsets: Int...) -> [Day] { offsets.map { Day(number: 18_000 + $0) } }

    @Test func productionServesTheRefit() throws {
        let bounds = try #require(
            SplitBounds(ProductionSplit(firstFit: days(1, 4), validation: days(11, 12), refit: days(0, 12))))
        #expect(bounds.kind == .production)
        #expect(bounds.train.first == Day(number: 18_001) && bounds.train.dates == 2)
        #expect(bounds.newestLabelDay(horizonDays: 7) == Day(number: 18_019))
        #expect(bounds.gateNewestLabelDay(horizonDays: 7) == Day(number: 18_011))
        #expect(bounds.newestValidationLabelDay(horizonDays: 7) == Day(number: 18_019))
        #expect(bounds.test == nil)
    }

    @Test func studyServesTheTrainingFit() throws {
        let bounds = try #require(
            SplitBounds(StudySplit(train: days(1, 4), validation: days(11, 12), test: days(19, 20))))
        #expect(bounds.kind == .study)
        #expect(bounds.newestLabelDay(horizonDays: 7) == Day(number: 18_011))
        #expect(bounds.gateNewestLabelDay(horizonDays: 7) == Day(number: 18_011))
        #expect(bounds.test?.last == Day(number: 18_020))
        #expect(bounds.refit == nil)
    }

    @Test func emptyPartsHaveNoBounds() {
        #expect(SplitBounds(ProductionSplit(firstFit: [], validation: days(1), refit: days(1))) == nil)
        #expect(SplitBounds(StudySplit(train: days(1), validation: days(1), test: [])) == nil)
    }
}
