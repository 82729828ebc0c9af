/// An error as clients get it: RFC 9457, `application/problem+json`.
package struct ProblemDetails: Error, Equatable, Sendable {
    /// What kind of problem it is; `type` in the document is the place of its description in the contract.
    package let kind: ProblemKind
    /// What is wrong with this request, and what to do.
    package let detail: String
    /// The value of the request body that is at fault.
    package let pointer: JSONPointer?
    /// The status, where one kind comes with several.
    package let status: Int

    package init(_ kind: ProblemKind, detail: String, pointer: JSONPointer? = nil, status: Int? = nil) {
        self.kind = kind
        self.detail = detail
        self.pointer = pointer
        self.status = status ?? kind.status
    }

    package static let contentType = "application/problem+json"

    /// Writes `{"type":…,"title":…,"status":…,"detail":…}`, with `pointer` where there is one.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.value(kind.type)
        writer.key("title")
        writer.value(kind.title)
        writer.key("status")
        writer.value(status)
        writer.key("detail")
        writer.value(detail)
        if let pointer {
            writer.key("pointer")
            writer.value(pointer.description)
        }
        writer.endObject()
    }
}
