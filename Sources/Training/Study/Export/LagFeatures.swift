import AdvertiserDomain
import Features

/// A sample as one row of numbers, for programs that know no sequences: the dense features as the models get them, the
/// attributes' codes and numbers, the weekday of the as-of date, and each measure's values of the last days in both views.
struct LagFeatures {
    /// Days whose values are given one by one.
    static let dailyDays = 7

    let names: [String]
    /// Names of those whose numbers are codes without an order.
    let categoricalNames: [String]
    private let encoder: SampleEncoder
    private let days: Int

    init(encoder: SampleEncoder) {
        self.encoder = encoder
        let days = min(Self.dailyDays, encoder.specification.windowDays)
        let specification = encoder.specification
        let attributes = encoder.layout.attributes
        let categorical = attributes.filter { $0.kind != .numeric }.map(\.name)
        let numeric = attributes.filter { $0.kind == .numeric }.map(\.name)
        let daily = ["own", "all"].flatMap { view in
            specification.columns.measures.flatMap { measure in
                (0..<days).map { "\(view).\(measure).lag\($0)" }
            }
        }
        names =
            DenseFeatures(specification: specification).names(of: specification) + categorical + numeric + [
                "as_of.weekday"
            ]
            + daily
        categoricalNames = categorical
        self.days = days
    }

    /// The rows of a batch's samples, [sample, name].
    ///
    /// - Parameter batch: holds exactly these samples.
    func rows(of samples: ArraySlice<Sample>, batch: Batch) -> [Float] {
        let panel = encoder.panel
        let layout = encoder.layout
        let measureCount = panel.measureCount
        var rows: [Float] = []
        rows.reserveCapacity(samples.count * names.count)
        for (row, sample) in samples.enumerated() {
            rows += batch.dense[row * layout.denseWidth..<(row + 1) * layout.denseWidth]
            let codes = batch.categoricalCodes[row * layout.categoricalCount..<(row + 1) * layout.categoricalCount]
            rows += codes.map(Float.init)
            rows += batch.numericValues[row * layout.numericCount..<(row + 1) * layout.numericCount]
            rows.append(Float(panel.asOf(of: sample).weekday))
            let advertiser = Int(panel.series[Int(sample.series)].advertiser)
            for values in [panel.values(ofSeries: Int(sample.series)), panel.allValues(ofAdvertiser: advertiser)] {
                let asOf = values.startIndex + Int(sample.asOf) * measureCount
                for measure in 0..<measureCount {
                    for lag in 0..<days { rows.append(values[asOf - lag * measureCount + measure]) }
                }
            }
        }
        return rows
    }
}
