import HTTPCore
import Inference

/// Counts what the model was asked for, and how long it took.
final class InferenceMetrics: Sendable {
    private struct Answers {
        var succeeded = 0
        var failed = 0
        /// Those of the successes that a table held.
        var lookedUp = 0
    }

    private let durations = DurationHistogram()
    private let waits = DurationHistogram(
        bounds: [0.000_01, 0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1, 5])
    private let batchSizes = DurationHistogram(bounds: [1, 2, 4, 8, 16, 32, 64])
    private let answers = Guarded<[Int: Answers]>([:])

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

    /// Counts one run of the model for requests that wanted it at the same time.
    func count(_ record: ForecastBatcher.Record) {
        count(
            version: record.modelVersion, seconds: Double(record.computeNanoseconds) / 1e9,
            succeeded: record.scored - record.failures, failed: record.failures)
        batchSizes.observe(Double(record.waits.count))
        for wait in record.waits { waits.observe(Double(wait) / 1e9) }
    }

    /// Counts an answer from a table.
    func countLookUp(version: Int) {
        answers.withLock { answers in
            answers[version, default: Answers()].succeeded += 1
            answers[version, default: Answers()].lookedUp += 1
        }
    }

    func write(to text: inout PrometheusText) {
        let answers = answers.withLock { $0 }.sorted { $0.key < $1.key }
        text.family(
            "inference_requests_total", .counter, "Advertisers that a model version was asked to forecast, by outcome.")
        for (version, answers) in answers {
            for (outcome, count) in [("ok", answers.succeeded), ("failed", answers.failed)] {
                text.sample(
                    "inference_requests_total", [("version", String(version)), ("outcome", outcome)], Double(count))
            }
        }
        text.family(
            "forecast_table_lookups_total", .counter, "Advertisers whose forecasts a version's table held.")
        for (version, answers) in answers {
            text.sample("forecast_table_lookups_total", [("version", String(version))], Double(answers.lookedUp))
        }
        let histograms = [
            (
                "inference_compute_duration_seconds", durations,
                "Time of one run of the model over the rows of a request or a block of them."
            ),
            (
                "inference_queue_duration_seconds", waits,
                "Time that single requests waited until a run of the model began."
            ),
            ("inference_batch_size", batchSizes, "Single requests that went through the model together."),
        ]
        for (name, histogram, help) in histograms {
            text.family(name, .histogram, help)
            text.histogram(name, [], histogram.counts)
        }
    }
}
