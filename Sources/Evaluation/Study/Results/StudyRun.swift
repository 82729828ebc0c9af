/// One training of a variant and the errors of its forecasts of the test samples.
package struct StudyRun: Codable, Equatable, Sendable {
    /// 0 for what is not trained.
    package let seed: UInt64
    /// Seconds of training; 0 for what is not trained here.
    package let seconds: Double
    /// Samples trained in a second; 0 for what is not trained here.
    package let samplesPerSecond: Double
    package let errors: AdvertiserErrors
    /// How well the quantiles hold on all test samples together; `nil` where none were forecast, where one was not a
    /// number, or where a stored run does not say.
    ///
    /// A stored run's key names what a run is made from and not what is kept of it, so it says nothing of this.
    package let coverage: [TaskCoverage]?

    package init(
        seed: UInt64, seconds: Double, samplesPerSecond: Double, errors: AdvertiserErrors,
        coverage: [TaskCoverage]? = nil
    ) {
        self.seed = seed
        self.seconds = seconds
        self.samplesPerSecond = samplesPerSecond
        self.errors = errors
        self.coverage = coverage.flatMap { $0.allSatisfy(\.isFinite) ? $0 : nil }
    }

    private enum CodingKeys: String, CodingKey {
        case seed, seconds, errors, coverage
        case samplesPerSecond = "samples_per_second"
    }
}
