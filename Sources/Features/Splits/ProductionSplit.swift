import AdvertiserDomain

/// The as-of dates of a model for production: no part is spent on a test.
package struct ProductionSplit: Codable, Equatable, Sendable {
    /// Strided; the labels end no later than the first validation date.
    package let firstFit: [Day]
    /// The newest mature dates, daily: they calibrate and judge the first fit.
    package let validation: [Day]
    /// Strided, up to the newest mature date: what the weights that serve are fitted to.
    package let refit: [Day]

    package init(firstFit: [Day], validation: [Day], refit: [Day]) {
        self.firstFit = firstFit
        self.validation = validation
        self.refit = refit
    }
}
