import Foundation
import Testing

@testable import Checkpoints

struct ActivationTrailTests {
    private static func line(_ action: Activation.Action, from: Int?, to: Int) -> Activation {
        Activation(
            at: Date(timeIntervalSince1970: 0), by: "test", from: from, to: to, why: "", action: action)
    }

    @Test func aRollbackGoesFurtherBackEachTime() {
        var activations = [
            Self.line(.train, from: nil, to: 1), Self.line(.promote, from: 1, to: 2),
            Self.line(.promote, from: 2, to: 3),
        ]
        #expect(ActivationTrail(activations).predecessors(of: 3) == [2, 1])
        activations.append(Self.line(.rollback, from: 3, to: 2))
        #expect(ActivationTrail(activations).predecessors(of: 2) == [1])
        activations.append(Self.line(.release, from: 2, to: 2))
        #expect(ActivationTrail(activations).predecessors(of: 2) == [1])
        activations.append(Self.line(.rollback, from: 2, to: 1))
        #expect(ActivationTrail(activations).predecessors(of: 1) == [])
        activations.append(Self.line(.promote, from: 1, to: 4))
        #expect(ActivationTrail(activations).predecessors(of: 4) == [1])
    }

    @Test func anOlderVersionChosenAgainIsPrecededByTheNewer() {
        let activations = [
            Self.line(.train, from: nil, to: 1), Self.line(.train, from: 1, to: 2),
            Self.line(.activate, from: 2, to: 1), Self.line(.activate, from: 1, to: 1),
        ]
        #expect(ActivationTrail(activations).predecessors(of: 1) == [2])
    }

    @Test func aLineThatTookNoEffectIsLeftOut() {
        let activations = [
            Self.line(.train, from: nil, to: 1), Self.line(.promote, from: 1, to: 2),
            Self.line(.promote, from: 1, to: 3),
        ]
        #expect(ActivationTrail(activations).predecessors(of: 3) == [1])
        // The last line took none either: 1 still serves.
        #expect(ActivationTrail(activations).predecessors(of: 1) == [])
    }

    @Test func whatServedBeforeTheLogBeganPrecedes() {
        let activations = [Self.line(.promote, from: 4, to: 6)]
        #expect(ActivationTrail(activations).predecessors(of: 6) == [4])
        // A version that the log does not know serves in its place.
        #expect(ActivationTrail(activations).predecessors(of: 7) == [6, 4])
        #expect(ActivationTrail([]).predecessors(of: 1) == [])
    }
}
