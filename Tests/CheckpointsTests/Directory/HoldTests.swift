import Foundation
import Testing

@testable import Checkpoints

struct HoldTests {
    @Test(
        arguments: [
            ([], nil),
            ([.train, .promote], nil),
            ([.activate], 1),
            ([.rollback], 1),
            ([.activate, .promote, .train], 1),
            ([.activate, .release], nil),
            ([.activate, .release, .promote], nil),
            ([.release, .promote, .rollback, .train], 3),
            ([.activate, .rollback], 2),
        ] as [([Activation.Action], Int?)])
    func theLastChoiceOfAPersonDecides(actions: [Activation.Action], version: Int?) {
        let time = Date(timeIntervalSince1970: 1_600_000_000)
        let activations = actions.enumerated().map { index, action in
            Activation(
                at: time + Double(index), by: "by \(index)", from: nil, to: index + 1, why: "why \(index)",
                action: action)
        }
        let expected = version.map { version in
            Hold(
                since: time + Double(version - 1), by: "by \(version - 1)", why: "why \(version - 1)", version: version)
        }
        #expect(Hold(activations) == expected)
    }
}
