import HTTPCore
import HTTPTypes

extension ProblemDetails {
    /// What the server itself answers with, without a handler.
    package init(_ fault: ServerFault) {
        switch fault {
        case .request(.bodyTooLarge), .request(.chunkExtensionsTooLarge):
            self.init(.bodyTooLarge, detail: fault.detail)
        case .request:
            self.init(.malformedRequest, detail: fault.detail, status: fault.status.code)
        case .notFound:
            self.init(.unknownRoute, detail: "There is nothing at this path; /openapi.yaml lists what there is.")
        case .methodNotAllowed:
            self.init(.methodNotAllowed, detail: fault.detail)
        case .handlerFailed:
            self.init(.internalError, detail: fault.detail)
        case .queueFull, .tooManyStreams, .bodyMemoryExhausted, .tooManyConnections:
            self.init(.overloaded, detail: fault.detail)
        }
    }
}
