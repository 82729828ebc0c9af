import HTTPCore
import HTTPTypes

/// Decides by a request's head who may do what.
package struct AccessPolicy: Sendable {
    private let tokens: AccessTokens?
    private let administrationListeners: Set<RequestListener>

    /// - Parameters:
    ///   - tokens: `nil` where only this host can connect, which may then ask for everything that changes nothing.
    ///   - administrationListeners: those that only administrators can open, where no token is asked for.
    package init(tokens: AccessTokens?, administrationListeners: Set<RequestListener> = [.unix]) {
        self.tokens = tokens
        self.administrationListeners = administrationListeners
    }

    /// Whether somebody from another machine can be told from anybody else.
    package var hasTokens: Bool { tokens != nil }

    /// Why a request may not be answered; `nil` where it may.
    func refusal(of request: ServerRequest, access: RouteAccess) -> AccessRefusal? {
        if access == .everybody || administrationListeners.contains(request.listener) { return nil }
        guard let tokens else { return access == .administration ? .needsAdministrationSocket : nil }
        guard let token = Self.token(of: request) else { return .noToken }
        guard let roles = tokens.roles(of: token) else { return .unknownToken }
        switch access {
        case .everybody, .anyToken: return nil
        case .role(let role): return roles.contains(role) ? nil : .missingRole(role)
        case .administration: return roles.contains(.admin) ? nil : .missingRole(.admin)
        }
    }

    /// The token of `Authorization: Bearer …` (RFC 6750 section 2.1).
    private static func token(of request: ServerRequest) -> String? {
        guard let value = request.fields[.authorization] else { return nil }
        let words = value.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
        return String(words[1])
    }
}
