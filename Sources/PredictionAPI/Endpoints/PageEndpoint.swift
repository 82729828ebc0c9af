import HTTPCore
import HTTPTypes

/// `GET /`: the page for people. There are no data in it: it asks the service for them, with its reader's token.
struct PageEndpoint: Sendable {
    private let document: [UInt8]
    private let fields: HTTPFields

    init(sources: PageSources) {
        document = Array(sources.document.utf8)
        var fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentSecurityPolicy: PagePolicy(style: sources.style, script: sources.script).text,
            // Another version of the service has another page.
            .cacheControl: "no-cache",
        ]
        // The fragment stays in the browser; which service somebody looks at is nobody else's business either.
        if let referrerPolicy = HTTPField.Name("Referrer-Policy") { fields[referrerPolicy] = "no-referrer" }
        self.fields = fields
    }

    func response() -> ServerResponse {
        ServerResponse(fields: fields, body: .bytes(document))
    }
}
