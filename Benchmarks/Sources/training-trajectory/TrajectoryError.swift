/// Why no trajectory can be exported.
enum TrajectoryError: Error, CustomStringConvertible {
    case noData
    case tooFewSamples(Int, needed: Int)
    case noGradients

    var description: String {
        switch self {
        case .noData: "the database has no complete day; generate or import some first"
        case .tooFewSamples(let found, let needed):
            "the training part has \(found) samples and \(needed) are needed; take fewer steps or more advertisers"
        case .noGradients: "the tape gives no gradients"
        }
    }
}
