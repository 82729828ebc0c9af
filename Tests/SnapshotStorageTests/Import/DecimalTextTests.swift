import Testing

@testable import SnapshotStorage

@Suite struct DecimalTextTests {
    @Test(arguments: [("0", 0.0), ("12", 12), ("-1.5", -1.5), ("+2", 2), ("1e3", 1000), (".5", 0.5), ("5.", 5)])
    func readsDecimals(text: String, value: Double) {
        #expect(DecimalText.value(of: text) == value)
    }

    @Test(arguments: ["", "inf", "nan", "0x10", "1_000", "1,5", "١", "e", "-", "1 "])
    func refusesTheRest(text: String) {
        #expect(DecimalText.value(of: text) == nil)
    }

    @Test func tellsQuantitiesFromCodes() {
        #expect(["0", "0.5", "-0.5", "10", "1e5"].allSatisfy(DecimalText.isQuantity))
        #expect(!["007", "00", "-01", "x", "1e999"].contains(where: DecimalText.isQuantity))
    }
}
