import AdvertiserDomain
import Checkpoints
import Dispatch
import Features
import ForecastModels
import Synchronization

/// A loaded model of one version, ready to forecast from many threads at once.
///
/// Inputs are built by ``SampleEncoder``, as in training. A forecast does not depend on what else is asked for with it.
package final class ForecastEngine: Sendable {
    package let version: Int
    package let manifest: CheckpointManifest

    let encoding: SampleEncoding
    private let predictors: PredictorPool

    /// Rows that go through the model at once: enough for fast matrix products, few enough that what lies between its layers
    /// takes megabytes and not hundreds of them.
    static let sliceRows = 32

    /// - Parameters:
    ///   - manifest: how inputs are built for the model; consistent in itself, as ``ModelDirectory`` gives it.
    ///   - model: one of the manifest's architecture, with the weights that serve.
    package init(version: Int, manifest: CheckpointManifest, model: any ForecastModel) {
        self.version = version
        self.manifest = manifest
        encoding = SampleEncoding(specification: manifest.features, validState: manifest.states.serving)
        predictors = PredictorPool(model: model, rule: manifest.forecastRule)
    }

    package var specification: FeatureSpecification { manifest.features }

    var state: FittedState { encoding.state }

    /// What ``ForecastModels/Forecast/point`` minimises; `mean` where the head gives nothing but the mean.
    package var decision: String { manifest.pointDecision }

    /// What is forecast, in the order of every row of forecasts.
    package var tasks: [PredictionTask] { specification.tasks }

    /// Makes the golden prediction of the manifest.
    ///
    /// - Throws: ``EngineError/goldenPredictionDiffers(version:expected:found:)``.
    package func verify() throws(EngineError) {
        let golden = manifest.goldenPrediction
        let batch = golden.inputs.batch(layout: encoding.layout)
        let means = predictors.withPredictor { $0.means(of: batch) }
        guard golden.agrees(with: means) else {
            throw .goldenPredictionDiffers(version: version, expected: golden.expectedMeans, found: means)
        }
    }

    /// A fingerprint of what the model makes, on this processor and with this program, of its golden input.
    var computationMark: UInt64 {
        let batch = manifest.goldenPrediction.inputs.batch(layout: encoding.layout)
        let forecasts = predictors.withPredictor { $0.forecasts(of: batch) }
        return forecasts.reduce(UInt64(1)) { mark, forecast in
            ForecastField.allCases.reduce(mark) { mark, field in
                let bits = UInt64((field.value(in: forecast) ?? .nan).bitPattern)
                return (mark ^ bits) &* 0x9E37_79B9_7F4A_7C15 ^ mark >> 31
            }
        }
    }

    /// The forecasts of one advertiser.
    ///
    /// - Throws: ``FeatureError`` where the history does not fit the specification, ``EngineError``.
    package func forecast(_ query: ForecastQuery) throws -> AdvertiserForecast {
        let window = try QueryWindow(query, encoding: encoding)
        let forecasts = predict(rowCount: window.samples.count) { rows, batch in
            window.encoder.encode(window.samples[rows], into: &batch, labels: false)
        }
        return try answer(to: query, window: window, forecasts: forecasts[...])
    }

    /// The forecasts of several advertisers, scored together; one outcome a query, in their order.
    ///
    /// - Parameters:
    ///   - queries: or why there is none.
    ///   - isParallel: whether all cores may work, or the calling thread alone.
    package func forecasts(
        _ queries: [Result<ForecastQuery, any Error>], isParallel: Bool = true
    ) -> [Result<AdvertiserForecast, any Error>] {
        let windows = queries.map { query in
            Result { try QueryWindow(query.get(), encoding: encoding) }
        }
        var pieces: [(window: QueryWindow, firstRow: Int)] = []
        var rowCount = 0
        for case .success(let window) in windows {
            pieces.append((window, rowCount))
            rowCount += window.samples.count
        }
        let forecasts = predict(rowCount: rowCount, isParallel: isParallel) { [pieces] rows, batch in
            for piece in pieces {
                let pieceRows = piece.firstRow..<piece.firstRow + piece.window.samples.count
                let wanted = pieceRows.clamped(to: rows)
                guard !wanted.isEmpty else { continue }
                let samples = piece.window.samples[
                    wanted.lowerBound - piece.firstRow..<wanted.upperBound - piece.firstRow]
                piece.window.encoder.append(samples, to: &batch, labels: false)
            }
        }
        var row = 0
        return zip(queries, windows).map { query, window in
            Result {
                let window = try window.get()
                let first = row * tasks.count
                row += window.samples.count
                return try answer(to: query.get(), window: window, forecasts: forecasts[first..<row * tasks.count])
            }
        }
    }

    /// Runs the model over rows in slices, on all processor cores where there are several and they may be used.
    ///
    /// - Parameter encode: fills an empty batch with the inputs of a range of the rows.
    func predict(
        rowCount: Int, isParallel: Bool = true, _ encode: @Sendable (Range<Int>, inout Batch) -> Void
    ) -> [Forecast] {
        guard rowCount > 0 else { return [] }
        let sliceCount = (rowCount + Self.sliceRows - 1) / Self.sliceRows
        let slices = Mutex([[Forecast]](repeating: [], count: sliceCount))
        @Sendable func predictSlice(_ slice: Int) {
            let rows = slice * Self.sliceRows..<min((slice + 1) * Self.sliceRows, rowCount)
            var batch = Batch(layout: encoding.layout, capacity: rows.count)
            encode(rows, &batch)
            let forecasts = predictors.withPredictor { $0.forecasts(of: batch) }
            slices.withLock { $0[slice] = forecasts }
        }
        if sliceCount == 1 || !isParallel {
            for slice in 0..<sliceCount { predictSlice(slice) }
        } else {
            DispatchQueue.concurrentPerform(iterations: sliceCount, execute: predictSlice)
        }
        return slices.withLock { Array($0.joined()) }
    }

    private func answer(
        to query: ForecastQuery, window: QueryWindow, forecasts: ArraySlice<Forecast>
    ) throws(EngineError) -> AdvertiserForecast {
        var scenarios: [ScenarioForecast] = []
        var next = forecasts.startIndex
        for row in window.rows {
            var numbers: [Forecast]?
            if row.status != .noHistory {
                let slice = forecasts[next..<next + tasks.count]
                try checkFinite(slice, scenario: row.scenario)
                numbers = Array(slice)
                next += tasks.count
            }
            scenarios.append(
                ScenarioForecast(
                    scenario: row.scenario, status: row.status, historyDays: row.historyDays, forecasts: numbers))
        }
        return forecast(asOf: query.asOf, scenarios: scenarios)
    }

    /// The answer that these scenarios' forecasts make.
    package func forecast(asOf: Day, scenarios: [ScenarioForecast]) -> AdvertiserForecast {
        let firstDay = asOf + 1
        let lastDay = asOf + specification.horizonDays
        return AdvertiserForecast(
            asOf: asOf, firstDay: firstDay, lastDay: lastDay,
            isInSample: firstDay <= manifest.newestLabelDay && lastDay > firstTrainingAsOf, scenarios: scenarios)
    }

    /// The first training as-of date; labels begin the day after it.
    private var firstTrainingAsOf: Day { (manifest.split.refit ?? manifest.split.train).first }

    func checkFinite(_ forecasts: ArraySlice<Forecast>, scenario: String) throws(EngineError) {
        guard let fault = forecasts.firstIndex(where: { !$0.isFinite }) else { return }
        throw .notFinite(version: version, scenario: scenario, task: tasks[fault - forecasts.startIndex].name)
    }
}
