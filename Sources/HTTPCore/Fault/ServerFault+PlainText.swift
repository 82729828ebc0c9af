import HTTPTypes

extension ServerFault {
    /// The fault as a response in plain text: its detail on a line.
    package var plainTextResponse: ServerResponse {
        ServerResponse(
            status: status, fields: [.contentType: "text/plain; charset=utf-8"], body: .bytes(Array("\(detail)\n".utf8))
        )
    }
}
