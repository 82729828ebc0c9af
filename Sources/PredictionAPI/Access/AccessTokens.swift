import Crypto
import Glibc

/// The tokens that clients may come with and the roles of each, kept as hashes.
package struct AccessTokens: Sendable {
    private struct Entry: Sendable {
        let hash: [UInt8]
        let roles: Set<Role>
    }

    private let entries: [Entry]

    /// Fewer characters can be guessed.
    package static let shortestToken = 16
    private static let fileLimit = 1 << 20

    /// Reads a file of tokens: `role[,role…] token` a line, `#` beginning a comment.
    ///
    /// - Throws: ``TokenFileError``, also where others than its owner and group may open the file.
    package init(path: String) throws(TokenFileError) {
        try self.init(text: try Self.content(of: path), path: path)
    }

    /// - Parameter path: where the text is from, for errors.
    init(text: String, path: String) throws(TokenFileError) {
        var entries: [Entry] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.prefix { $0 != "#" }.split { $0 == " " || $0 == "\t" }
            if words.isEmpty { continue }
            guard words.count == 2 else { throw .malformedLine(path: path, line: index + 1) }
            entries.append(
                Entry(
                    hash: try Self.hash(of: words[1], path: path, line: index + 1),
                    roles: try Self.roles(words[0], path: path, line: index + 1)))
        }
        guard !entries.isEmpty else { throw .noTokens(path: path) }
        self.entries = entries
    }

    /// The roles of a token; `nil` where nobody has it.
    ///
    /// How long it takes does not depend on what the tokens are: hashes of equal length are compared to their ends, and all
    /// of them.
    func roles(of token: String) -> Set<Role>? {
        let given = Array(SHA256.hash(data: Array(token.utf8)))
        var roles: Set<Role>?
        for entry in entries {
            var difference: UInt8 = 0
            for (left, right) in zip(entry.hash, given) { difference |= left ^ right }
            if difference == 0 { roles = (roles ?? []).union(entry.roles) }
        }
        return roles
    }

    private static func roles(_ text: Substring, path: String, line: Int) throws(TokenFileError) -> Set<Role> {
        var roles: Set<Role> = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let role = Role(rawValue: String(name)) else {
                throw .unknownRole(path: path, line: line, role: String(name.prefix(20)))
            }
            roles.insert(role)
        }
        return roles
    }

    private static func hash(of token: Substring, path: String, line: Int) throws(TokenFileError) -> [UInt8] {
        let characters = token.utf8.reversed().drop { $0 == UInt8(ascii: "=") }
        let isUsable = characters.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._~+/".utf8.contains(byte)
            }
        }
        guard isUsable else { throw .unusableToken(path: path, line: line) }
        guard token.utf8.count >= shortestToken else {
            throw .tokenTooShort(path: path, line: line, length: token.utf8.count, minimum: shortestToken)
        }
        return Array(SHA256.hash(data: Array(token.utf8)))
    }

    private static func content(of path: String) throws(TokenFileError) -> String {
        func failure() -> TokenFileError { .unreadable(path: path, reason: String(cString: strerror(errno))) }
        // Not blocking, lest a pipe in place of the file hold up the start.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is not a file") }
        let mode = Int(status.st_mode & 0o777)
        guard mode & 0o007 == 0 else { throw .openToOthers(path: path, mode: mode) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw failure() }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
            guard bytes.count <= fileLimit else { throw .tooLarge(path: path, limit: fileLimit) }
        }
    }
}
