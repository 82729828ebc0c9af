import Foundation

/// How long the answers of a run took.
struct LatencyReport {
    private let sorted: [Double]
    private let failures: Int
    private let seconds: Double

    init(latencies: [Double], failures: Int, seconds: Double) {
        sorted = latencies.sorted()
        self.failures = failures
        self.seconds = seconds
    }

    /// One JSON object; times in milliseconds.
    var json: String {
        let figures = [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("p999", 0.999), ("max", 1)].map { name, level in
            "\"\(name)_ms\":\(milliseconds(at: level))"
        }
        let rate = (Double(sorted.count) / seconds * 10).rounded() / 10
        return "{\"requests\":\(sorted.count),\"failures\":\(failures),\"requests_per_second\":\(rate),"
            + figures.joined(separator: ",") + "}"
    }

    /// The smallest time within which the share `level` of the answers came.
    private func milliseconds(at level: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = min(sorted.count - 1, max(0, Int((level * Double(sorted.count)).rounded(.up)) - 1))
        return (sorted[rank] * 1e6).rounded() / 1e3
    }
}
