import AdvertiserDomain
import Foundation
import Testing

@testable import Features

@Suite struct AttributeEncodingTests {
    @Test func textIsCategorical() {
        let encoding = AttributeEncoding.profile([.text("b"), .unknown, .text("a"), .text("b"), .number(2)])
        #expect(encoding == .categorical(vocabulary: Vocabulary(of: ["2", "a", "b"])))
        #expect(encoding.categoryCount == 3)
        #expect([.text("a"), .text("b"), .text("c"), .unknown].map(encoding.code(of:)) == [2, 3, 0, 0])
    }

    @Test func numbersOfAProfileAreCategoricalUpToThirtyTwo() {
        let few = AttributeEncoding.profile((1...32).map { .number(Double($0)) } + [.number(32), .unknown])
        #expect(few.categoryCount == 32)
        #expect(few.code(of: .number(7)) == few.code(of: .text("7")))
        #expect(few.code(of: .number(7)) > 0)
        #expect(few.code(of: .number(7.5)) == 0)
        #expect(AttributeEncoding.profile([.number(0.5), .number(-0.0)]).code(of: .number(0)) == 1)
    }

    @Test func moreNumbersOfAProfileAreBinned() {
        // 48 values: the edge of bin k is the value of rank 3k.
        let encoding = AttributeEncoding.profile((0..<48).map { .number(Double($0) - 10) } + [.unknown])
        #expect(encoding == .binned(edges: (1...15).map { Double(3 * $0) - 10 }))
        #expect(encoding.categoryCount == 16)
        let values: [AttributeValue] = [
            .number(-1e9), .number(-7.1), .number(-7), .number(34.9), .number(35), .number(1e300), .unknown, .text("3"),
        ]
        #expect(values.map(encoding.code(of:)) == [1, 1, 2, 15, 16, 16, 0, 0])
    }

    @Test func onlyBinsAndStandardisedNumbersAreNumeric() {
        #expect(AttributeEncoding.binned(edges: [1]).isNumeric)
        #expect(AttributeEncoding.standardised(mean: 0, deviation: 1).isNumeric)
        #expect(!AttributeEncoding.profile([.number(3)]).isNumeric)
    }

    @Test func nothingKnownIsAnEmptyVocabulary() {
        #expect(AttributeEncoding.profile([.unknown]) == .categorical(vocabulary: Vocabulary(of: [])))
        #expect(AttributeEncoding.scenario([.unknown]) == .categorical(vocabulary: Vocabulary(of: [])))
    }

    @Test func numbersOfAScenarioAreStandardised() throws {
        let encoding = AttributeEncoding.scenario([.number(2), .unknown, .number(8)])
        #expect(encoding == .standardised(mean: 5, deviation: 3))
        #expect(encoding.categoryCount == nil)
        let values: [AttributeValue] = [.number(8), .number(2), .number(5), .number(-4), .unknown, .text("8")]
        #expect(values.map(encoding.number(of:)) == [1, -1, 0, -3, 0, 0])
        #expect(encoding.number(of: .number(1e300)) == 1e6)
        #expect(encoding.number(of: .number(-1e300)) == -1e6)
    }

    @Test func equalNumbersOfScenariosHaveDeviationOne() {
        let encoding = AttributeEncoding.scenario([.number(0.1), .number(0.1), .number(0.1)])
        #expect(encoding == .standardised(mean: 0.1, deviation: 1))
        #expect(encoding.number(of: .number(0.1)) == 0)
    }

    @Test func hugeNumbersStayFinite() throws {
        for values in [[1e300, -1e300], [1.7e308, 1.7e308], [.leastNonzeroMagnitude, 0]] {
            let encoding = AttributeEncoding.scenario(values.map { .number($0) })
            try encoding.validate(field: "price")
            #expect(values.allSatisfy { encoding.number(of: .number($0)).isFinite })
        }
    }

    @Test func aTextAmongNumbersMakesAScenarioAttributeCategorical() {
        let encoding = AttributeEncoding.scenario([.number(2), .text("cpc")])
        #expect(encoding == .categorical(vocabulary: Vocabulary(of: ["2", "cpc"])))
    }

    @Test func validationNamesTheFault() {
        #expect(throws: FittedStateError.notAscending(field: "f")) {
            try AttributeEncoding.binned(edges: [1, 1]).validate(field: "f")
        }
        #expect(throws: FittedStateError.notFinite(field: "f")) {
            try AttributeEncoding.binned(edges: [.nan]).validate(field: "f")
        }
        #expect(throws: FittedStateError.wrongCount(field: "f", found: 16, expected: 15)) {
            try AttributeEncoding.binned(edges: (0..<16).map(Double.init)).validate(field: "f")
        }
        #expect(throws: FittedStateError.notPositive(field: "f")) {
            try AttributeEncoding.standardised(mean: 0, deviation: 0).validate(field: "f")
        }
        #expect(throws: FittedStateError.notFinite(field: "f")) {
            try AttributeEncoding.standardised(mean: .infinity, deviation: 1).validate(field: "f")
        }
    }
}
