/// What a sample adds to SMAPE (equation 21).
enum SymmetricError {
    /// From 0 to 2; 0 where both are zero. Neither number is negative.
    static func value(forecast: Double, outcome: Double) -> Double {
        let sum = forecast + outcome
        return sum == 0 ? 0 : 2 * abs(forecast - outcome) / sum
    }
}
