import Testing

@testable import SnapshotStorage

@Suite struct TextTableTests {
    @Test func alignsItsColumns() {
        var table = TextTable(["scenario", "rows"])
        table.append(["a", "1,000"])
        table.append(["search ads", "7"])
        #expect(table.text == "scenario     rows\na           1,000\nsearch ads      7")
    }

    @Test func writesNumbersForPeople() {
        #expect(
            [0, 999, 1_000, 211_566, -1_234_567].map(TextTable.grouped) == [
                "0", "999", "1,000", "211,566", "-1,234,567",
            ])
        #expect(
            [0.666, -0.5, 1, -0.001, 0.05, nil, .nan].map(TextTable.coefficient)
                == ["0.67", "-0.50", "1.00", "0.00", "0.05", "–", "–"])
    }
}
