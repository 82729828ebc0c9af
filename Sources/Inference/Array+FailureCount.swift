extension Array {
    /// The number of outcomes that are failures.
    package func failureCount<Success, Failure>() -> Int where Element == Result<Success, Failure> {
        count { if case .failure = $0 { true } else { false } }
    }
}
