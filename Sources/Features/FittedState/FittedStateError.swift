/// What is wrong with a specification or fitted state from outside, such as a manifest's.
package enum FittedStateError: Error, Equatable, Sendable {
    /// NaN or an infinity.
    case notFinite(field: String)
    /// Zero or negative where a positive number is needed.
    case notPositive(field: String)
    /// Values that are not strictly ascending, or names that are not unique.
    case notAscending(field: String)
    /// A number of values that the specification does not ask for.
    case wrongCount(field: String, found: Int, expected: Int)
    /// A number outside what is allowed.
    case outOfRange(field: String, value: Int, allowed: ClosedRange<Int>)
    /// A share below 0 or above 1.
    case notAShare(field: String)
    /// A feature or task of a column that the measures lack.
    case unknownColumn(String)
    /// An attribute other than the specification asks for at its place, or one encoded as its role does not allow.
    case wrongAttribute(found: String, expected: String)
}

extension FittedStateError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFinite(let field): "\(field) is not a finite number"
        case .notPositive(let field): "\(field) is not above zero"
        case .notAscending(let field): "\(field) has a repeated value or one out of order"
        case .wrongCount(let field, let found, let expected):
            "\(field) has \(found) values where \(expected) are needed"
        case .outOfRange(let field, let value, let allowed):
            "\(field) is \(value), outside \(allowed.lowerBound) to \(allowed.upperBound)"
        case .notAShare(let field): "\(field) has a value outside 0 to 1"
        case .unknownColumn(let column): "column '\(column)' is not among the measures"
        case .wrongAttribute(let found, let expected): "attribute '\(found)' stands where \(expected) is needed"
        }
    }
}
