/// Writes metrics in Prometheus's text format, version 0.0.4.
package struct PrometheusText {
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    package typealias Label = (name: String, value: String)

    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    package private(set) var bytes: [UInt8] = []

    package init() {
        bytes.reserveCapacity(16 << 10)
    }

    /// Begins the samples of one name, which may not be interrupted by another's.
    package mutating func family(_ name: String, _ kind: Kind, _ help: String) {
        append("# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n")
    }

    package mutating func sample(_ name: String, _ labels: [Label], _ value: Double) {
        append(name)
        if !labels.isEmpty {
            let written = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            append("{\(written.joined(separator: ","))}")
        }
        append(" \(Self.number(value))\n")
    }

    /// A family of one sample.
    package mutating func single(
        _ name: String, _ kind: Kind, _ help: String, labels: [Label] = [], _ value: Double
    ) {
        family(name, kind, help)
        sample(name, labels, value)
    }

    /// The buckets, the sum and the count of a histogram whose family was begun.
    package mutating func histogram(_ name: String, _ labels: [Label], _ counts: DurationHistogram.Counts) {
        var cumulative: UInt64 = 0
        for (bound, count) in zip(counts.bounds + [.infinity], counts.buckets) {
            cumulative += count
            sample("\(name)_bucket", labels + [("le", Self.number(bound))], Double(cumulative))
        }
        sample("\(name)_sum", labels, counts.sum)
        sample("\(name)_count", labels, Double(cumulative))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private static func number(_ value: Double) -> String {
        if value == .infinity { return "+Inf" }
        if value == -.infinity { return "-Inf" }
        if value.isNaN { return "NaN" }
        return Int(exactly: value).map(String.init) ?? value.description
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
