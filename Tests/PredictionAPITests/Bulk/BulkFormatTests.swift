import HTTPTypes
import Testing

@testable import PredictionAPI

struct BulkFormatTests {
    @Test(
        "What a client accepts",
        arguments: [
            (nil, BulkFormat.ndjson), ("*/*", .ndjson), ("text/csv", .csv), ("TEXT/CSV; q=0.5, */*", .csv),
            ("text/csv;q=0.4, application/x-ndjson;q=0.5", .ndjson), ("application/x-ndjson, text/csv", .ndjson),
            ("text/csv;q=0", .ndjson), ("text/html", .ndjson), ("text/csv;q=x", .ndjson), (",;,", .ndjson),
        ])
    func chosen(accept: String?, format: BulkFormat) {
        var fields = HTTPFields()
        fields[.accept] = accept
        #expect(BulkFormat(accepted: fields) == format)
    }
}
