extension Error {
    /// What people are told of any error: an ``OperatorError``'s own words, otherwise what Swift says of the value.
    package var operatorDescription: String { (self as? any OperatorError)?.description ?? "\(self)" }
}
