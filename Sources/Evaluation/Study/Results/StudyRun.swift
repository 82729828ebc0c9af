/// One training of a variant and the errors of its forecasts of the test samples.
package struct StudyRun: Codable, Equatable, Sendable {
    /// 0 for what is not trained.
    package let seed: UInt64
    /// Seconds of training; 0 for what is not trained here.
    package let seconds: Double
    /// Samples trained in a second; 0 for what is not trained here.
    package let samplesPerSecond: Double
    package let errors: AdvertiserErrors

    package init(seed: UInt64, seconds: Double, samplesPerSecond: Double, errors: AdvertiserErrors) {
        self.seed = seed
        self.seconds = seconds
        self.samplesPerSecond = samplesPerSecond
        self.errors = errors
    }

    private enum CodingKeys: String, CodingKey {
        case seed, seconds, errors
        case samplesPerSecond = "samples_per_second"
    }
}
