import Testing

@testable import AdvertiserDomain

struct TextTableTests {
    @Test func namesGoLeftAndNumbersRight() {
        var table = TextTable(leftAligned: 1)
        table.add(["name", "count"])
        table.addRule()
        table.add(["größe", "1"])
        table.add(["x", ""])
        #expect(table.text == "name   count\n------------\ngröße      1\nx")
        #expect(TextTable(leftAligned: 1).text == "")
    }

    @Test func numbersAreGroupedAndRounded() {
        #expect(TextTable.grouped(0) == "0")
        #expect(TextTable.grouped(1_234_567) == "1,234,567")
        #expect(TextTable.grouped(-1000) == "-1,000")
        #expect(TextTable.grouped(.min) == "-9,223,372,036,854,775,808")
        #expect(TextTable.decimal(0.34567, places: 3) == "0.346")
        #expect(TextTable.decimal(nil, places: 3) == "-")
        #expect(TextTable.decimal(.nan, places: 3) == "-")
    }
}
