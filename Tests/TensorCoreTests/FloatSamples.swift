import TensorCore

/// Numbers for tests, the same at every run.
enum FloatSamples {
    /// `count` standard normal numbers.
    static func normal(_ count: Int, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Float(generator.normal()) }
    }
}
