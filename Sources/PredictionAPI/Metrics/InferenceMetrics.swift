import Synchronization

/// Counts what the model was asked for, and how long it took.
final class InferenceMetrics: Sendable {
    private struct Answers {
        var succeeded = 0
        var failed = 0
    }

    private let durations = DurationHistogram()
    private let answers = Mutex<[Int: Answers]>([:])

    /// Counts one run of the model.
    ///
    /// - Parameters:
    ///   - succeeded: forecasts of one advertiser or pair that were made.
    ///   - failed: those that could not be, although the model was asked.
    func count(version: Int, seconds: Double, succeeded: Int, failed: Int) {
        durations.observe(seconds)
        answers.withLock { answers in
            answers[version, default: Answers()].succeeded += succeeded
            answers[version, default: Answers()].failed += failed
        }
    }

    func write(to text: inout PrometheusText) {
        text.family(
            "inference_requests_total", .counter, "Advertisers that a model version was asked to forecast, by outcome.")
        for (version, answers) in answers.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
            for (outcome, count) in [("ok", answers.succeeded), ("failed", answers.failed)] {
                text.sample(
                    "inference_requests_total", [("version", String(version)), ("outcome", outcome)], Double(count))
            }
        }
        let name = "inference_compute_duration_seconds"
        text.family(name, .histogram, "Time of one run of the model over the rows of a request or a block of them.")
        text.histogram(name, [], durations.counts)
    }
}
