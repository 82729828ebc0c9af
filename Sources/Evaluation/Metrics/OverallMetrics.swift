/// The measures averaged over cells, every cell counting the same however many samples it has.
package struct OverallMetrics: Codable, Equatable, Sendable {
    package let mean: ErrorMetrics
    package let point: ErrorMetrics
    /// The measures of repeating last week; `nil` if it was not given.
    package let lastWeek: ErrorMetrics?
    /// Cells with samples whose outcomes sum to zero: they have no NMAE and are not in its average.
    package let cellsWithoutNMAE: Int

    package init(mean: ErrorMetrics, point: ErrorMetrics, lastWeek: ErrorMetrics?, cellsWithoutNMAE: Int) {
        self.mean = mean
        self.point = point
        self.lastWeek = lastWeek
        self.cellsWithoutNMAE = cellsWithoutNMAE
    }

    private enum CodingKeys: String, CodingKey {
        case mean, point
        case lastWeek = "last_week"
        case cellsWithoutNMAE = "cells_without_nmae"
    }

    /// By how many per cent the NMAE of the mean lies below that of repeating last week; negative where it lies above.
    package var percentBelowLastWeek: Double? {
        guard let nmae = mean.nmae, let naive = lastWeek?.nmae, naive > 0 else { return nil }
        return 100 * (1 - nmae / naive)
    }
}
