/// How far a variant's forecasts are from the outcomes. All are ratios of sums, less is better.
package enum StudyMeasure: Int, CaseIterable, Sendable {
    /// Equation 22 of the mean.
    case meanNMAE
    /// Equation 21 of the mean.
    case meanSMAPE
    /// Equation 22 of the point that minimises it.
    case pointNMAE
    /// Equation 21 of the point that minimises it.
    case pointSMAPE

    /// What the paper's tables show: the error of the mean that NMAE measures, and the decision that SMAPE asks for.
    static let leading: [StudyMeasure] = [.meanNMAE, .pointSMAPE]

    var title: String {
        switch self {
        case .meanNMAE: "NMAE of the mean"
        case .meanSMAPE: "SMAPE of the mean"
        case .pointNMAE: "NMAE of the point"
        case .pointSMAPE: "SMAPE of the point"
        }
    }

    /// For the names of files and anchors.
    var slug: String {
        switch self {
        case .meanNMAE: "nmae"
        case .meanSMAPE: "mean-smape"
        case .pointNMAE: "point-nmae"
        case .pointSMAPE: "smape"
        }
    }

    /// The sums above the line, [cell, advertiser].
    func numerators(of errors: AdvertiserErrors) -> [Double] {
        switch self {
        case .meanNMAE: errors.meanAbsolute
        case .meanSMAPE: errors.meanSymmetric
        case .pointNMAE: errors.pointAbsolute
        case .pointSMAPE: errors.pointSymmetric
        }
    }

    /// Whether it judges points, and not means.
    var isOfPoint: Bool {
        switch self {
        case .pointNMAE, .pointSMAPE: true
        case .meanNMAE, .meanSMAPE: false
        }
    }

    /// Whether the sum below the line is that of outcomes; else it is the number of samples.
    var isPerOutcome: Bool {
        switch self {
        case .meanNMAE, .pointNMAE: true
        case .meanSMAPE, .pointSMAPE: false
        }
    }
}
