/// The differences of two variants in all measures; `nil` where undefined.
package struct ErrorDifferences: Codable, Equatable, Sendable {
    package let meanNMAE: PairedDifference?
    package let meanSMAPE: PairedDifference?
    package let pointNMAE: PairedDifference?
    package let pointSMAPE: PairedDifference?

    private enum CodingKeys: String, CodingKey {
        case meanNMAE = "mean_nmae"
        case meanSMAPE = "mean_smape"
        case pointNMAE = "point_nmae"
        case pointSMAPE = "point_smape"
    }

    init(_ statistics: PartStatistics, model: Int, other: Int, cells: [Int]) {
        meanNMAE = statistics.difference(of: model, with: other, .meanNMAE, over: cells)
        meanSMAPE = statistics.difference(of: model, with: other, .meanSMAPE, over: cells)
        pointNMAE = statistics.difference(of: model, with: other, .pointNMAE, over: cells)
        pointSMAPE = statistics.difference(of: model, with: other, .pointSMAPE, over: cells)
    }
}
