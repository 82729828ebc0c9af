/// All measures of a variant over some cells; `nil` where undefined.
package struct ErrorSummaries: Codable, Equatable, Sendable {
    package let meanNMAE: MeasureSummary?
    package let meanSMAPE: MeasureSummary?
    package let pointNMAE: MeasureSummary?
    package let pointSMAPE: MeasureSummary?

    private enum CodingKeys: String, CodingKey {
        case meanNMAE = "mean_nmae"
        case meanSMAPE = "mean_smape"
        case pointNMAE = "point_nmae"
        case pointSMAPE = "point_smape"
    }

    init(_ statistics: PartStatistics, variant: Int, cells: [Int]) {
        meanNMAE = statistics.summary(variant, .meanNMAE, over: cells)
        meanSMAPE = statistics.summary(variant, .meanSMAPE, over: cells)
        pointNMAE = statistics.summary(variant, .pointNMAE, over: cells)
        pointSMAPE = statistics.summary(variant, .pointSMAPE, over: cells)
    }
}
