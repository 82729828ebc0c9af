import Foundation
import Testing

@testable import ForecastModels

@Suite struct StandardNormalTests {
    /// Values of a table of the normal distribution.
    @Test(arguments: [(0.0, 0.5), (1.0, 0.8413447461), (-1.96, 0.0249978951), (3.0, 0.9986501020)])
    func cumulativeIsThatOfTheTable(deviation: Double, probability: Double) {
        #expect(abs(StandardNormal.cumulative(deviation) - probability) < 1e-9)
    }

    @Test(arguments: [1e-12, 1e-5, 0.0242, 0.0243, 0.1, 0.5, 0.9, 0.975, 0.9758, 1 - 1e-9])
    func quantileIsTheInverse(probability: Double) {
        let found = StandardNormal.cumulative(StandardNormal.quantile(probability))
        #expect(abs(found / probability - 1) < 1e-8)
    }

    @Test func theEndsAreInfinite() {
        #expect(StandardNormal.quantile(0) == -.infinity)
        #expect(StandardNormal.quantile(1) == .infinity)
        #expect(StandardNormal.quantile(.nan).isNaN && StandardNormal.quantile(1.5).isNaN)
        #expect(abs(StandardNormal.quantile(0.9) - 1.2815515655) < 1e-9)
    }
}
