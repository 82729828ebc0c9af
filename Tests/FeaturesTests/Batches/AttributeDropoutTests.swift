import TensorCore
import Testing

@testable import Features

@Suite struct AttributeDropoutTests {
    private let layout = BatchLayout(
        windowDays: 1, behaviourFields: 0, performanceFields: 0, denseWidth: 0,
        attributes: [
            AttributeInput(role: .profile, column: "scenario", kind: .categorical(categoryCount: 9)),
            AttributeInput(role: .scenario, column: "scenario", kind: .categorical(categoryCount: 9)),
            AttributeInput(role: .scenario, column: "price", kind: .numeric),
            AttributeInput(role: .scenario, column: "type", kind: .categorical(categoryCount: 9)),
        ], taskCount: 1)

    private func filled(rows: Int, capacity: Int) -> Batch {
        var batch = Batch(layout: layout, capacity: capacity)
        batch.rowCount = rows
        for index in batch.categoricalCodes.indices { batch.categoricalCodes[index] = 7 }
        for index in batch.numericValues.indices { batch.numericValues[index] = 1.5 }
        return batch
    }

    @Test func frequenciesAreAsAskedAndIndependent() {
        let rows = 20_000
        var batch = filled(rows: rows, capacity: rows)
        var generator = SeededGenerator(seed: 8)
        batch.dropAttributes(name: 0.2, other: 0.1, generator: &generator)
        let names = (0..<rows).map { batch.categoricalCodes[3 * $0 + 1] == 0 }
        let types = (0..<rows).map { batch.categoricalCodes[3 * $0 + 2] == 0 }
        let prices = batch.numericValues.map { $0 == 0 }
        func share(_ flags: [Bool]) -> Double { Double(flags.count { $0 }) / Double(rows) }
        // Three standard deviations of a share are 0.0085 at most.
        #expect(abs(share(names) - 0.2) < 0.0085)
        #expect(abs(share(types) - 0.1) < 0.0065)
        #expect(abs(share(prices) - 0.1) < 0.0065)
        #expect(abs(share(zip(names, types).map { $0 && $1 }) - 0.02) < 0.003)
        #expect(abs(share(zip(prices, types).map { $0 && $1 }) - 0.01) < 0.0022)
        #expect((0..<rows).allSatisfy { batch.categoricalCodes[3 * $0] == 7 })
    }

    @Test func onlyRowsOfTheBatchChange() {
        var batch = filled(rows: 2, capacity: 3)
        var generator = SeededGenerator(seed: 1)
        batch.dropAttributes(name: 1, other: 1, generator: &generator)
        #expect(batch.categoricalCodes == [7, 0, 0, 7, 0, 0, 7, 7, 7])
        #expect(batch.numericValues == [0, 0, 1.5])
    }

    @Test func zeroDropsNothingAndDrawsAsMany() {
        var batch = filled(rows: 5, capacity: 5)
        var generator = SeededGenerator(seed: 1)
        batch.dropAttributes(name: 0, other: 0, generator: &generator)
        #expect(batch.categoricalCodes.allSatisfy { $0 == 7 })
        var counting = SeededGenerator(seed: 1)
        for _ in 0..<15 { _ = counting.next() }
        #expect(generator.next() == counting.next())
    }

    @Test func seedDecides() {
        func codes(_ seed: UInt64) -> [Int32] {
            var batch = filled(rows: 50, capacity: 50)
            var generator = SeededGenerator(seed: seed)
            batch.dropAttributes(name: 0.5, other: 0.5, generator: &generator)
            return batch.categoricalCodes
        }
        #expect(codes(3) == codes(3))
        #expect(codes(3) != codes(4))
    }
}
