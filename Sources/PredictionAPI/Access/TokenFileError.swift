import AdvertiserDomain

/// Why a file of tokens cannot be used. No case holds a token.
package enum TokenFileError: OperatorError, Equatable {
    case unreadable(path: String, reason: String)
    /// Users beside its owner and group may open it.
    case openToOthers(path: String, mode: Int)
    case tooLarge(path: String, limit: Int)
    /// A line that is not `role[,role…] token`.
    case malformedLine(path: String, line: Int)
    case unknownRole(path: String, line: Int, role: String)
    /// Characters that a token cannot have in a header (RFC 6750 section 2.1).
    case unusableToken(path: String, line: Int)
    case tokenTooShort(path: String, line: Int, length: Int, minimum: Int)
    case noTokens(path: String)

    package var isUsageFault: Bool { true }

    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): the token file cannot be read: \(reason); correct 'serving.token_file' or the file's owner"
        case .openToOthers(let path, let mode):
            "\(path): its mode \(String(mode, radix: 8)) lets everybody open the token file; run 'chmod o= \(path)'"
        case .tooLarge(let path, let limit):
            "\(path): more than \(limit) bytes are no token file; correct 'serving.token_file'"
        case .malformedLine(let path, let line):
            "\(path) line \(line): write roles, a space and a token, such as 'predict,bulk 3vQ…'"
        case .unknownRole(let path, let line, let role):
            "\(path) line \(line): there is no role '\(role)'; the roles are "
                + Role.allCases.map(\.rawValue).joined(separator: ", ")
        case .unusableToken(let path, let line):
            "\(path) line \(line): a token has letters, digits and -._~+/ with = at its end; make one with "
                + "'openssl rand -hex 32'"
        case .tokenTooShort(let path, let line, let length, let minimum):
            "\(path) line \(line): \(length) characters are easily guessed; use at least \(minimum), such as from "
                + "'openssl rand -hex 32'"
        case .noTokens(let path):
            "\(path): there is no token in it; add a line such as 'predict,bulk 3vQ…'"
        }
    }
}
