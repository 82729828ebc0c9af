import HTTPCore
import HTTPTypes

/// The form of a bulk response.
enum BulkFormat: Sendable {
    case ndjson
    case csv

    var contentType: String {
        switch self {
        case .ndjson: "application/x-ndjson"
        case .csv: "text/csv; charset=utf-8"
        }
    }

    /// What a client accepts most (RFC 9110 section 12.5.1): CSV only where it says so, NDJSON in all other cases.
    init(accepted fields: HTTPFields) {
        var csv = 0.0
        var other = 0.0
        for range in (fields[.accept] ?? "").lowercased().split(separator: ",") {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            switch parts.first {
            case "text/csv": csv = max(csv, weight)
            case "application/x-ndjson", "application/jsonl", "application/json": other = max(other, weight)
            default: break
            }
        }
        self = csv > other ? .csv : .ndjson
    }
}
