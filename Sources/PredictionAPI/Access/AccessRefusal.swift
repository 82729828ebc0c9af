import HTTPCore
import HTTPTypes

/// Why somebody may not use a route.
enum AccessRefusal: Equatable, Sendable {
    case noToken
    case unknownToken
    case missingRole(Role)
    /// There are no tokens, and the request did not come through the administration socket.
    case needsAdministrationSocket

    /// The answer, with the challenge of RFC 6750 section 3 where a token would help.
    var response: ServerResponse {
        var response = ServerResponse.problem(problem)
        response.fields[.wwwAuthenticate] = challenge
        return response
    }

    private var problem: ProblemDetails {
        switch self {
        case .noToken:
            ProblemDetails(.unauthorized, detail: "Send a token of this service as \"Authorization: Bearer TOKEN\".")
        case .unknownToken:
            ProblemDetails(.unauthorized, detail: "The token is not one of this service; ask its operator for one.")
        case .missingRole(let role):
            ProblemDetails(
                .forbidden, detail: "The token does not have the role \"\(role.rawValue)\", which this takes.")
        case .needsAdministrationSocket:
            ProblemDetails(
                .forbidden,
                detail: "This takes the role \"admin\": ask through the socket \"serving.admin_socket\" (curl"
                    + " --unix-socket PATH), or configure \"serving.token_file\" and send a token.")
        }
    }

    private var challenge: String? {
        switch self {
        case .noToken: "Bearer realm=\"adcast\""
        case .unknownToken: "Bearer realm=\"adcast\", error=\"invalid_token\""
        case .missingRole(let role):
            "Bearer realm=\"adcast\", error=\"insufficient_scope\", scope=\"\(role.rawValue)\""
        case .needsAdministrationSocket: nil
        }
    }
}
