import Features

/// The forecasts that need no model, and that every model has to beat.
enum ReferenceForecasts {
    /// Days that ``averageName`` looks back.
    static let averageDays = 28
    static let lastWeekName = "last week"
    static let averageName = "\(averageDays)-day mean"

    /// The last horizon repeated, and the average day of the last four weeks times the horizon. Each is mean and
    /// points at once. The first is left out where the history before some sample is shorter than the horizon.
    static func forecasts(of samples: [Sample], encoder: SampleEncoder) -> [(name: String, forecasts: StudyForecasts)] {
        let average = encoder.averageLabels(of: samples, days: averageDays)
        let references = [
            (lastWeekName, encoder.repeatedLabels(of: samples)), (averageName, average),
        ]
        return references.compactMap { name, values in
            values.map { (name: name, forecasts: StudyForecasts(means: $0, smapePoints: $0, nmaePoints: $0)) }
        }
    }
}
