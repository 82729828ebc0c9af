/// Why the world of the benchmarks cannot be made.
enum MeasuredWorldError: Error {
    case noSplit
}
