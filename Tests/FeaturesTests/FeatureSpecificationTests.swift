import AdvertiserDomain
import Foundation
import Testing

@testable import Features

@Suite struct FeatureSpecificationTests {
    @Test func refusesWhatCannotBeBuilt() throws {
        try SmallWorld.specification().validate()
        #expect(throws: FittedStateError.outOfRange(field: "window_days", value: 0, allowed: 1...3660)) {
            try SmallWorld.specification(windowDays: 0).validate()
        }
        #expect(throws: FittedStateError.outOfRange(field: "horizon_days", value: .max, allowed: 1...3660)) {
            try SmallWorld.specification(horizonDays: .max).validate()
        }
        #expect(throws: FittedStateError.outOfRange(field: "pattern_days", value: 11, allowed: 0...10)) {
            try SmallWorld.specification(windowDays: 10, patternDays: 11).validate()
        }
        func specification(columns: HistoryColumns, tasks: [PredictionTask]) -> FeatureSpecification {
            FeatureSpecification(columns: columns, tasks: tasks, windowDays: 3, horizonDays: 1)
        }
        #expect(throws: FittedStateError.wrongCount(field: "tasks", found: 0, expected: 1)) {
            try specification(columns: SmallWorld.columns, tasks: []).validate()
        }
        #expect(throws: FittedStateError.notAscending(field: "tasks")) {
            try specification(columns: SmallWorld.columns, tasks: [SmallWorld.tasks[0], SmallWorld.tasks[0]]).validate()
        }
        let repeated = HistoryColumns(
            behaviour: ["a", "a"], performance: [], profile: [], scenario: [], taskColumns: ["clicks"])
        #expect(throws: FittedStateError.notAscending(field: "behaviour")) {
            try specification(columns: repeated, tasks: [SmallWorld.tasks[0]]).validate()
        }
        let reserved = HistoryColumns(
            behaviour: [], performance: [], profile: [], scenario: ["scenario"], taskColumns: ["clicks"])
        #expect(throws: FittedStateError.notAscending(field: "scenario")) {
            try specification(columns: reserved, tasks: [SmallWorld.tasks[0]]).validate()
        }
    }

    @Test func asManyPatternDaysAsTheWindowHasAreTaken() {
        func patternDays(window: Int, pattern: Int) -> Int {
            FeatureSpecification(
                configuration: AdcastConfiguration(
                    database: "", models: "", columns: SmallWorld.columns, tasks: SmallWorld.tasks, windowDays: window,
                    patternDays: pattern)
            ).patternDays
        }
        #expect(patternDays(window: 10, pattern: 14) == 10)
        #expect(patternDays(window: 40, pattern: 14) == 14)
    }

    @Test func aManifestsMeasuresMustHoldTheColumns() throws {
        let json = #"{"behaviour":["a"],"performance":[],"profile":[],"scenario":[],"measures":["clicks"]}"#
        let columns = try JSONDecoder().decode(HistoryColumns.self, from: Data(json.utf8))
        #expect(throws: FittedStateError.unknownColumn("a")) {
            try FeatureSpecification(columns: columns, tasks: [SmallWorld.tasks[0]], windowDays: 3, horizonDays: 1)
                .validate()
        }
    }

    @Test(arguments: [("behaviour", [], ["clicks"]), ("performance", ["budget"], [])])
    func eitherSequenceNeedsAColumn(field: String, behaviour: [String], performance: [String]) {
        let columns = HistoryColumns(
            behaviour: behaviour, performance: performance, profile: [], scenario: [], taskColumns: ["clicks"])
        #expect(throws: FittedStateError.wrongCount(field: field, found: 0, expected: 1)) {
            try FeatureSpecification(columns: columns, tasks: [SmallWorld.tasks[0]], windowDays: 3, horizonDays: 1)
                .validate()
        }
    }

    @Test func weekdayIsUsedWithoutWholeWeeks() {
        #expect(
            [1, 6, 7, 8, 14, 21].map { SmallWorld.specification(horizonDays: $0).usesWeekday }
                == [true, true, false, true, false, false])
    }
}
