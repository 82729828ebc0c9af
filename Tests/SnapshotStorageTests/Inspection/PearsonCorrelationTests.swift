import Testing

@testable import SnapshotStorage

@Suite struct PearsonCorrelationTests {
    static func correlation(_ points: [(Double, Double)]) -> Double? {
        var correlation = PearsonCorrelation()
        for (first, second) in points { correlation.add(first, second) }
        return correlation.coefficient
    }

    @Test func agreesWithTheDefinition() throws {
        // Means 2 and 3, products −1·−2 + 0·1 + 1·1 = 3, squares 2 and 6.
        let value = try #require(Self.correlation([(1, 1), (2, 4), (3, 4)]))
        #expect(abs(value - 3 / 12.0.squareRoot()) < 1e-15)
        // An offset changes nothing, however large.
        let shifted = try #require(Self.correlation([(1e9 + 1, 1), (1e9 + 2, 4), (1e9 + 3, 4)]))
        #expect(abs(shifted - value) < 1e-9)
    }

    @Test func reachesItsBounds() {
        #expect(Self.correlation([(1, 10), (2, 20), (5, 50)]) == 1)
        #expect(Self.correlation([(1, -10), (2, -20), (5, -50)]) == -1)
    }

    @Test func isUndefinedForAConstant() {
        #expect(Self.correlation([]) == nil)
        #expect(Self.correlation([(1, 2)]) == nil)
        #expect(Self.correlation([(1, 2), (1, 3)]) == nil)
    }
}
