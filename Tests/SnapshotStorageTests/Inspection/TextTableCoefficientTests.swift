import AdvertiserDomain
import Testing

@testable import SnapshotStorage

@Suite struct TextTableCoefficientTests {
    @Test func coefficientsHaveTwoDecimals() {
        #expect(
            [0.666, -0.5, 1, -0.001, 0.05, nil, .nan].map(TextTable.coefficient)
                == ["0.67", "-0.50", "1.00", "0.00", "0.05", "–", "–"])
    }
}
