import Foundation
import Testing

@testable import Checkpoints

struct JSONValueTests {
    private struct Report: Codable, Equatable {
        let samplesPerSecond: Double
        let epochs: [Int]
        let absent: Bool?

        enum CodingKeys: String, CodingKey {
            case samplesPerSecond = "samples_per_second"
            case epochs, absent
        }
    }

    @Test func anyValueIsKept() throws {
        let text = #"{"a":[1,-2.5,true,null,"x",{}],"b_c":9007199254740993}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        #expect(
            value
                == .object([
                    "a": .array([.integer(1), .number(-2.5), .bool(true), .null, .string("x"), .object([:])]),
                    "b_c": .integer(9_007_199_254_740_993),
                ]))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    }

    @Test func otherTypesGoInAndOut() throws {
        let report = Report(samplesPerSecond: 0.1, epochs: [1, 2], absent: nil)
        let value = try JSONValue(encoding: report)
        #expect(value == .object(["samples_per_second": .number(0.1), "epochs": .array([.integer(1), .integer(2)])]))
        #expect(try value.decoded(as: Report.self) == report)
    }
}
