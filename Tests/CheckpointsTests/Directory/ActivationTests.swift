import Foundation
import Testing

@testable import Checkpoints

struct ActivationTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)

    @Test(arguments: [Activation.Action.activate, .rollback, .promote, .release, .train])
    func everyActionComesBackFromItsLine(action: Activation.Action) throws {
        let activation = Activation(
            at: Self.time + 0.75, by: "somebody", from: 2, to: 3, why: "two\nlines", action: action)
        let line = try activation.jsonLine()
        #expect(!line.contains("\n"))
        #expect(line.contains("\"action\":\"\(action.rawValue)\""))
        let read = try #require(Activation(jsonLine: line.utf8))
        #expect(read == activation)
        #expect(read.at == Self.time)
    }

    @Test func aLineWithoutActionIsOneOfATraining() throws {
        let line = #"{"at":"2020-09-13T12:26:40Z","by":"adcast train","to":2,"why":"newly trained"}"#
        #expect(
            Activation(jsonLine: line.utf8)
                == Activation(
                    at: Self.time, by: "adcast train", from: nil, to: 2, why: "newly trained", action: .train))
    }

    @Test(arguments: ["", "{", #"{"at":"2020-09-13T12:26:40Z","by":"x","to":2,"why":"","action":"explode"}"#])
    func otherLinesAreNone(line: String) {
        #expect(Activation(jsonLine: line.utf8) == nil)
    }
}
