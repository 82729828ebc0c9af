/// The kinds of problem that the contract (`openapi.yaml`) lists, by their names there.
package enum ProblemKind: String, CaseIterable, Sendable {
    case emptyBody = "empty-body"
    case malformedJSON = "malformed-json"
    case malformedRequest = "malformed-request"
    case invalidRequest = "invalid-request"
    case unknownName = "unknown-name"
    case invalidAsOf = "invalid-as-of"
    case unknownAdvertiser = "unknown-advertiser"
    case unknownVersion = "unknown-version"
    case unusableVersion = "unusable-version"
    case conflict = "conflict"
    case unauthorized = "unauthorized"
    case forbidden = "forbidden"
    case unknownRoute = "unknown-route"
    case methodNotAllowed = "method-not-allowed"
    case unsupportedMediaType = "unsupported-media-type"
    case bodyTooLarge = "body-too-large"
    case notReady = "not-ready"
    case overloaded = "overloaded"
    case internalError = "internal-error"

    /// A reference, relative to the service, to the contract that describes the kind.
    package var type: String { "/openapi.yaml#\(rawValue)" }

    package var status: Int {
        switch self {
        case .emptyBody, .malformedJSON, .malformedRequest: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .unknownAdvertiser, .unknownVersion, .unknownRoute: 404
        case .methodNotAllowed: 405
        case .conflict: 409
        case .bodyTooLarge: 413
        case .unsupportedMediaType: 415
        case .invalidRequest, .unknownName, .invalidAsOf, .unusableVersion: 422
        case .internalError: 500
        case .notReady, .overloaded: 503
        }
    }

    package var title: String {
        switch self {
        case .emptyBody: "The request has no body"
        case .malformedJSON: "The body is not JSON"
        case .malformedRequest: "The request is not proper HTTP"
        case .invalidRequest: "The request does not fit the contract"
        case .unknownName: "A name is not known"
        case .invalidAsOf: "No forecast can be made as of this date"
        case .unknownAdvertiser: "The advertiser is not known"
        case .unknownVersion: "The model version is not there"
        case .unusableVersion: "The model version cannot be used"
        case .conflict: "It cannot be done now"
        case .unauthorized: "A token is needed"
        case .forbidden: "This is not allowed to you"
        case .unknownRoute: "There is nothing at this path"
        case .methodNotAllowed: "The path does not answer this method"
        case .unsupportedMediaType: "The body has a form that is not read here"
        case .bodyTooLarge: "The body is too large"
        case .notReady: "The service cannot forecast now"
        case .overloaded: "The service is too busy"
        case .internalError: "The service failed"
        }
    }
}
