import AdvertiserDomain
import Features
import Foundation

/// Writes the samples of an experiment as NumPy files, for peers to be trained on.
///
/// For each part P of train, validation and test: `P_features.npy` (float32, [sample, feature]), `P_labels.npy` (float32,
/// [sample, task], in the tasks' units), `P_weights.npy` (float32, [sample]), and `P_keys.npy` (int32, [sample, 3]:
/// positions of advertiser and scenario, and the as-of date as days since 1970-01-01); and `columns.json`, which names
/// features, tasks, advertisers and scenarios.
package struct SampleExport {
    private static let rowsPerBatch = 1024

    /// The content of `columns.json`.
    struct Columns: Codable, Equatable {
        let features: [String]
        /// Those features that are codes without an order, 0 for unknown.
        let categorical: [String]
        let tasks: [String]
        /// One a task: `sum`, `active_days` or `active`.
        let aggregates: [String]
        let horizonDays: Int
        let advertisers: [String]
        let scenarios: [String]

        enum CodingKeys: String, CodingKey {
            case features, categorical, tasks, aggregates, advertisers, scenarios
            case horizonDays = "horizon_days"
        }
    }

    private let prepared: PreparedSamples

    init(_ prepared: PreparedSamples) {
        self.prepared = prepared
    }

    /// - Parameter directory: made where it is missing.
    /// - Throws: ``StudyError``.
    func write(to directory: String, isCancelled: () -> Bool) throws {
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw StudyError.cannotWrite(path: directory, reason: error.systemReason)
        }
        let lags = LagFeatures(encoder: prepared.encoder)
        let samples = prepared.samples
        for (part, samples) in [
            ("train", samples.training), ("validation", samples.validation), ("test", samples.test),
        ] {
            try write(samples, lags: lags, as: part, to: directory, isCancelled: isCancelled)
        }
        let specification = prepared.specification
        let columns = Columns(
            features: lags.names, categorical: lags.categoricalNames, tasks: specification.tasks.map(\.name),
            aggregates: specification.tasks.map(\.aggregate.rawValue), horizonDays: specification.horizonDays,
            advertisers: samples.panel.advertisers,
            scenarios: samples.panel.scenarios.map(\.name))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try AtomicFile.write(encoder.encode(columns), to: "\(directory)/columns.json")
    }

    private func write(
        _ samples: [Sample], lags: LagFeatures, as part: String, to directory: String, isCancelled: () -> Bool
    ) throws {
        let path = "\(directory)/\(part)"
        let encoder = prepared.encoder
        let panel = encoder.panel
        let taskCount = encoder.layout.taskCount
        let count = samples.count
        let features = try NPYFile(
            path: path + "_features.npy", element: .float32, rows: count, columns: lags.names.count)
        let labels = try NPYFile(path: path + "_labels.npy", element: .float32, rows: count, columns: taskCount)
        let weights = try NPYFile(path: path + "_weights.npy", element: .float32, rows: count, columns: nil)
        let keys = try NPYFile(path: path + "_keys.npy", element: .int32, rows: count, columns: 3)
        var batch = Batch(layout: encoder.layout, capacity: Self.rowsPerBatch)
        for range in SampleShuffle.batches(of: count, size: Self.rowsPerBatch) {
            if isCancelled() { throw StudyError.exportInterrupted(directory: directory) }
            let slice = samples[range]
            encoder.encode(slice, into: &batch, labels: true)
            try features.append(lags.rows(of: slice, batch: batch)[...])
            try labels.append(batch.labels[..<(slice.count * taskCount)])
            try weights.append(batch.weights[..<slice.count])
            let positions = slice.flatMap { sample -> [Int32] in
                let series = panel.series[Int(sample.series)]
                return [series.advertiser, series.scenario, Int32(clamping: panel.asOf(of: sample).number)]
            }
            try keys.append(positions[...])
        }
    }
}
