import HTTPCore
import HTTPTypes

/// Durations of requests by route, method and class of status. All series are made at the start, so that counting one
/// looks up a table that never changes.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let template: String
        let method: String
    }

    /// A route and method with a histogram for each class of status, from 1xx to 5xx.
    private struct Series: Sendable {
        let route: String
        let method: String
        let durations: [DurationHistogram]

        init(_ key: Key) {
            route = key.template
            method = key.method
            durations = (1...5).map { _ in DurationHistogram() }
        }
    }

    /// In place of the template where a path led nowhere, and of a method that its route does not take.
    private static let unmatched = "unmatched"
    private static let otherMethod = "other"

    private let series: [Series]
    private let positions: [Key: Int]
    private let incomplete = Counter()

    /// Requests that a handler works on, streams included.
    let active = ActiveCount()

    init(routes: [(method: HTTPRequest.Method, template: String)]) {
        var keys: [Key] = []
        for route in routes {
            keys.append(Key(template: route.template, method: route.method.rawValue))
            if route.method == .get { keys.append(Key(template: route.template, method: "HEAD")) }
        }
        keys += (routes.map(\.template) + [Self.unmatched]).map { Key(template: $0, method: Self.otherMethod) }
        positions = Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first })
        series = keys.map(Series.init)
    }

    func count(_ record: RequestRecord) {
        if record.isIncomplete { incomplete.increment() }
        let template = record.template ?? Self.unmatched
        let position =
            positions[Key(template: template, method: record.method?.rawValue ?? Self.otherMethod)]
            ?? positions[Key(template: template, method: Self.otherMethod)]
        guard let position, (100..<600).contains(record.status.code) else { return }
        series[position].durations[record.status.code / 100 - 1].observe(record.seconds)
    }

    /// - Parameter queued: requests that wait for a thread.
    func write(to text: inout PrometheusText, queued: Int) {
        let name = "http_server_request_duration_seconds"
        text.family(name, .histogram, "From the end of a request's head to the last byte of its response.")
        for series in series {
            for (index, durations) in series.durations.enumerated() {
                let counts = durations.counts
                guard counts.count > 0 else { continue }
                text.histogram(
                    name, [("route", series.route), ("method", series.method), ("status", "\(index + 1)xx")], counts)
            }
        }
        text.single(
            "http_server_active_requests", .gauge, "Requests that are being answered.", Double(active.current))
        text.single(
            "http_server_queued_requests", .gauge, "Requests that wait for a thread to answer them.", Double(queued))
        text.single(
            "http_server_incomplete_responses_total", .counter, "Responses that the client did not get whole.",
            Double(incomplete.current))
    }
}
