import AdvertiserDomain
import Dispatch
import Features
import ForecastModels
import Synchronization

/// A loaded model of one version, ready to forecast from many threads at once.
///
/// Inputs are built by ``SampleEncoder``, as in training. A forecast does not depend on what else is asked for with it.
package final class ForecastEngine: Sendable {
    package let version: Int
    package let architecture: String
    package let specification: FeatureSpecification
    package let state: FittedState
    /// What ``Forecast/point`` minimises: `mean` for a head that gives nothing but the mean.
    package let decision: String
    /// The days whose labels the model was trained on; `nil` for none.
    package let labelDays: ClosedRange<Day>?

    private let predictors: PredictorPool

    /// Rows that go through the model at once: enough to fill its matrix products, few enough to stay in cache.
    private static let sliceRows = 256

    package init(
        version: Int, architecture: String, specification: FeatureSpecification, state: FittedState, decision: String,
        labelDays: ClosedRange<Day>?, model: any ForecastModel
    ) {
        self.version = version
        self.architecture = architecture
        self.specification = specification
        self.state = state
        self.decision = decision
        self.labelDays = labelDays
        self.predictors = PredictorPool(
            model: model, taskScales: state.taskScales, horizonDays: specification.horizonDays)
    }

    /// What is forecast, in the order of every row of forecasts.
    package var tasks: [PredictionTask] { specification.tasks }

    /// The forecasts of one advertiser.
    ///
    /// - Throws: ``FeatureError`` where the history does not fit the specification, ``EngineError``.
    package func forecast(_ query: ForecastQuery) throws -> AdvertiserForecast {
        let window = try QueryWindow(query, specification: specification, state: state)
        let forecasts = predict(rowCount: window.samples.count) { rows, batch in
            window.encoder.encode(window.samples[rows], into: &batch, labels: false)
        }
        return try answer(to: query, window: window, forecasts: forecasts[...])
    }

    /// The forecasts of several advertisers, scored together; one outcome a query, in their order.
    package func forecasts(_ queries: [ForecastQuery]) -> [Result<AdvertiserForecast, any Error>] {
        let windows = queries.map { query in
            Result { try QueryWindow(query, specification: specification, state: state) }
        }
        var pieces: [(window: QueryWindow, firstRow: Int)] = []
        var rowCount = 0
        for case .success(let window) in windows {
            pieces.append((window, rowCount))
            rowCount += window.samples.count
        }
        let forecasts = predict(rowCount: rowCount) { [pieces] rows, batch in
            var scratch = Batch(layout: batch.layout, capacity: batch.capacity)
            for piece in pieces {
                let pieceRows = piece.firstRow..<piece.firstRow + piece.window.samples.count
                let wanted = pieceRows.clamped(to: rows)
                guard !wanted.isEmpty else { continue }
                let samples = piece.window.samples[
                    wanted.lowerBound - piece.firstRow..<wanted.upperBound - piece.firstRow]
                piece.window.encoder.encode(samples, into: &scratch, labels: false)
                batch.append(inputsOf: scratch)
            }
        }
        var row = 0
        return zip(queries, windows).map { query, window in
            Result {
                let window = try window.get()
                let first = row * tasks.count
                row += window.samples.count
                return try answer(to: query, window: window, forecasts: forecasts[first..<row * tasks.count])
            }
        }
    }

    /// The forecasts of samples of a panel, row-major [samples, tasks], on all processor cores.
    ///
    /// - Throws: ``FeatureError`` where the panel does not fit the specification, ``EngineError/notFinite(version:scenario:task:)``.
    package func forecasts(panel: Panel, samples: [Sample]) throws -> [Forecast] {
        let encoder = try SampleEncoder(panel: panel, state: state, specification: specification)
        let forecasts = predict(rowCount: samples.count) { rows, batch in
            encoder.encode(samples[rows], into: &batch, labels: false)
        }
        for (index, sample) in samples.enumerated() {
            try checkFinite(
                forecasts[index * tasks.count..<(index + 1) * tasks.count], scenario: panel.scenario(of: sample))
        }
        return forecasts
    }

    /// Runs the model over rows in slices, on all processor cores where there are several.
    ///
    /// - Parameter encode: fills an empty batch with the inputs of a range of the rows.
    private func predict(
        rowCount: Int, _ encode: @Sendable (Range<Int>, inout Batch) -> Void
    ) -> [Forecast] {
        guard rowCount > 0 else { return [] }
        let layout = BatchLayout(specification: specification, state: state)
        let sliceCount = (rowCount + Self.sliceRows - 1) / Self.sliceRows
        let slices = Mutex([[Forecast]](repeating: [], count: sliceCount))
        @Sendable func predictSlice(_ slice: Int) {
            let rows = slice * Self.sliceRows..<min((slice + 1) * Self.sliceRows, rowCount)
            var batch = Batch(layout: layout, capacity: rows.count)
            encode(rows, &batch)
            let forecasts = predictors.withPredictor { predictor in
                predictor.means(of: batch).map { Forecast(mean: $0, point: $0) }
            }
            slices.withLock { $0[slice] = forecasts }
        }
        if sliceCount == 1 {
            predictSlice(0)
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
        let firstDay = query.asOf + 1
        let lastDay = query.asOf + specification.horizonDays
        return AdvertiserForecast(
            asOf: query.asOf, firstDay: firstDay, lastDay: lastDay,
            isInSample: labelDays?.overlaps(firstDay...lastDay) ?? false, scenarios: scenarios)
    }

    private func checkFinite(_ forecasts: ArraySlice<Forecast>, scenario: String) throws(EngineError) {
        guard let fault = forecasts.firstIndex(where: { !$0.isFinite }) else { return }
        throw .notFinite(version: version, scenario: scenario, task: tasks[fault - forecasts.startIndex].name)
    }
}
