/// Pearson's correlation of two series, added up point by point.
///
/// Keeps means and sums of products about them (Welford), so that large values cancel nothing.
struct PearsonCorrelation: Equatable {
    private(set) var points = 0
    private var firstMean = 0.0
    private var secondMean = 0.0
    private var firstSquares = 0.0
    private var secondSquares = 0.0
    private var products = 0.0

    mutating func add(_ first: Double, _ second: Double) {
        points += 1
        let firstDifference = first - firstMean
        let secondDifference = second - secondMean
        firstMean += firstDifference / Double(points)
        secondMean += secondDifference / Double(points)
        firstSquares += firstDifference * (first - firstMean)
        secondSquares += secondDifference * (second - secondMean)
        products += firstDifference * (second - secondMean)
    }

    /// r, from −1 to 1; `nil` where a series is constant.
    var coefficient: Double? {
        guard firstSquares > 0, secondSquares > 0 else { return nil }
        let value = products / (firstSquares.squareRoot() * secondSquares.squareRoot())
        return value.isFinite ? min(1, max(-1, value)) : nil
    }
}
