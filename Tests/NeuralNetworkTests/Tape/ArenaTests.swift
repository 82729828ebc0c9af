import TensorCore
import Testing

@testable import NeuralNetwork

@Suite struct ArenaTests {
    /// Sizes around the alignment and one larger than a fresh slab.
    private static let sizes = [1, 15, 16, 17, 0, 1000, 70_000, 3, 65_536]

    @Test func piecesAreAlignedAndApart() {
        var arena = Arena()
        for _ in 0..<3 {
            let pieces = Self.sizes.map { (base: arena.allocate($0), count: $0) }
            for (index, piece) in pieces.enumerated() {
                #expect(UInt(bitPattern: piece.base) % 64 == 0)
                piece.base.update(repeating: Float(index), count: piece.count)
            }
            for (index, piece) in pieces.enumerated() {
                let elements = UnsafeBufferPointer(start: piece.base, count: piece.count)
                #expect(elements.allSatisfy { $0 == Float(index) })
            }
            arena.reset()
        }
    }

    @Test func piecesDoNotMoveWhileItGrows() {
        var arena = Arena()
        let first = arena.allocate(10)
        first.update(repeating: 4, count: 10)
        for _ in 0..<50 { arena.allocate(40_000).update(repeating: 5, count: 40_000) }
        #expect(UnsafeBufferPointer(start: first, count: 10).allSatisfy { $0 == 4 })
    }

    @Test func fromTheSecondPassOnNothingIsAllocated() {
        var arena = Arena()
        func pass() -> [UnsafeMutablePointer<Float>] {
            arena.reset()
            return Self.sizes.map { arena.allocate($0) }
        }
        _ = pass()
        let second = pass()
        for _ in 0..<5 { #expect(pass() == second) }
    }

    @Test func zeroingReachesEveryPieceOfAllSlabs() {
        var arena = Arena()
        for _ in 0..<3 {
            let pieces = Self.sizes.map { (base: arena.allocate($0), count: $0) }
            for piece in pieces { piece.base.update(repeating: 7, count: piece.count) }
            arena.zeroUsed()
            for piece in pieces {
                #expect(UnsafeBufferPointer(start: piece.base, count: piece.count).allSatisfy { $0 == 0 })
            }
            arena.reset()
        }
    }

    @Test func releasingKeepsOnePieceAndWhatWasThereBefore() {
        var arena = Arena()
        func pass() -> [UnsafeMutablePointer<Float>] {
            arena.reset()
            let before = arena.allocate(20)
            before.update(repeating: 1, count: 20)
            var kept: [UnsafeMutablePointer<Float>] = []
            for round in 0..<4 {
                let mark = arena.mark
                arena.allocate(50_000).update(repeating: -1, count: 50_000)
                let result = arena.allocate(30_000)
                result.update(repeating: Float(round), count: 30_000)
                arena.allocate(50_000).update(repeating: -2, count: 50_000)
                kept.append(arena.release(to: mark, keeping: result, count: 30_000))
            }
            #expect(UnsafeBufferPointer(start: before, count: 20).allSatisfy { $0 == 1 })
            for (round, piece) in kept.enumerated() {
                #expect(UnsafeBufferPointer(start: piece, count: 30_000).allSatisfy { $0 == Float(round) })
            }
            return kept
        }
        _ = pass()
        let second = pass()
        #expect(pass() == second)
        // The kept pieces follow each other: nothing is left between them.
        #expect(zip(second, second.dropFirst()).allSatisfy { $1 - $0 == 30_000 })
    }
}
