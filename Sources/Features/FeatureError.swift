import AdvertiserDomain

/// Why histories cannot become samples.
package enum FeatureError: OperatorError, Equatable {
    /// A range of days that ends before it begins.
    case emptyRange(from: Day, through: Day)
    /// A history whose number of values is not that of its columns.
    case malformedHistory(advertiser: String, table: String, found: Int, expected: Int)
    /// A scenario asked for that is not among the scenarios given.
    case unknownScenario(String)
    /// An as-of date whose window begins before the panel, or that lies after it.
    case windowOutsidePanel(asOf: Day, windowDays: Int, first: Day, last: Day)
    /// An as-of date whose horizon ends after the panel.
    case labelsOutsidePanel(asOf: Day, horizonDays: Int, last: Day)
    /// No pair of advertiser and scenario has a row in a training window.
    case noTrainingSamples(windowDays: Int, first: Day, last: Day)
    /// A panel and a specification that name different columns.
    case columnsDiffer(panel: [String], specification: [String])

    package var isUsageFault: Bool {
        switch self {
        case .emptyRange, .unknownScenario, .windowOutsidePanel, .labelsOutsidePanel, .columnsDiffer: true
        case .malformedHistory, .noTrainingSamples: false
        }
    }

    package var description: String {
        switch self {
        case .emptyRange(let from, let through):
            "the days \(from) to \(through) are none; give a first day that is not after the last"
        case .malformedHistory(let advertiser, let table, let found, let expected):
            "\(table) gives advertiser '\(advertiser)' \(found) values where \(expected) columns are configured; "
                + "check the columns of the configuration against the table"
        case .unknownScenario(let name):
            "scenario '\(name)' is not in table scenarios; add its row or correct the name"
        case .windowOutsidePanel(let asOf, let windowDays, let first, let last):
            "the \(windowDays) days up to \(asOf) are not all between \(first) and \(last); "
                + "choose an as_of from \(first + (windowDays - 1)) to \(last)"
        case .labelsOutsidePanel(let asOf, let horizonDays, let last):
            "the \(horizonDays) days after \(asOf) end after the newest day \(last); "
                + "choose an as-of date not after \(last - horizonDays)"
        case .noTrainingSamples(let windowDays, let first, let last):
            "daily_snapshots has no training sample between \(first) and \(last): no advertiser has a row in a window of "
                + "\(windowDays) days; import more days or shorten window_days"
        case .columnsDiffer(let panel, let specification):
            "the history has columns [\(panel.joined(separator: ", "))] where the model needs "
                + "[\(specification.joined(separator: ", "))]; give the configuration the model's columns or train anew"
        }
    }
}
