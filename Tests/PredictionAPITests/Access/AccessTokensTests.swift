import Foundation
import Testing

@testable import PredictionAPI

struct AccessTokensTests {
    @Test func aTokenHasTheRolesOfItsLineAlone() throws {
        let tokens = try AccessTokens(
            text: """
                # for the dashboard
                predict 0123456789abcdef   # a comment

                predict,bulk\taaaaaaaaaaaaaaaaaaaa
                admin bbbbbbbbbbbbbbbb==\r
                """, path: "t")
        #expect(tokens.roles(of: "0123456789abcdef") == [.predict])
        #expect(tokens.roles(of: "aaaaaaaaaaaaaaaaaaaa") == [.predict, .bulk])
        #expect(tokens.roles(of: "bbbbbbbbbbbbbbbb==") == [.admin])
        for other in ["", "0123456789abcde", "0123456789abcdefg", "0123456789ABCDEF"] {
            #expect(tokens.roles(of: other) == nil)
        }
    }

    @Test("Lines that end as on Windows", arguments: ["", "# for the dashboard\r\n"])
    func carriageReturns(comment: String) throws {
        let tokens = try AccessTokens(
            text: comment + "predict 0123456789abcdef # a comment\r\n\r\nadmin aaaaaaaaaaaaaaaaaaaa\r\n", path: "t")
        #expect(tokens.roles(of: "0123456789abcdef") == [.predict])
        #expect(tokens.roles(of: "aaaaaaaaaaaaaaaaaaaa") == [.admin])
    }

    @Test func linesOfOneTokenAddUp() throws {
        let tokens = try AccessTokens(text: "predict 0123456789abcdef\nadmin 0123456789abcdef", path: "t")
        #expect(tokens.roles(of: "0123456789abcdef") == [.predict, .admin])
    }

    @Test(
        "Files that are refused",
        arguments: [
            ("", TokenFileError.noTokens(path: "t")),
            ("# nothing\n", .noTokens(path: "t")),
            ("predict", .malformedLine(path: "t", line: 1)),
            ("predict, bulk 0123456789abcdef", .malformedLine(path: "t", line: 1)),
            ("\nroot 0123456789abcdef", .unknownRole(path: "t", line: 2, role: "root")),
            ("#\r\nroot 0123456789abcdef\r\n", .unknownRole(path: "t", line: 2, role: "root")),
            ("predict, 0123456789abcdef", .unknownRole(path: "t", line: 1, role: "")),
            ("predict 0123456789abcdeß", .unusableToken(path: "t", line: 1)),
            ("predict 01234=56789abcdef", .unusableToken(path: "t", line: 1)),
            ("predict 0123456789abcde", .tokenTooShort(path: "t", line: 1, length: 15, minimum: 16)),
        ])
    func refused(text: String, error: TokenFileError) {
        #expect(throws: error) { try AccessTokens(text: text, path: "t") }
        #expect(!error.description.contains("0123456789"))
    }

    @Test func aFileThatOthersMayOpenIsRefused() throws {
        let path = NSTemporaryDirectory() + "adcast-tokens-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: TokenFileError.unreadable(path: path, reason: "No such file or directory")) {
            try AccessTokens(path: path)
        }
        try Data("predict 0123456789abcdef\n".utf8).write(to: URL(fileURLWithPath: path))
        for mode in [0o644, 0o604, 0o602] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(throws: TokenFileError.openToOthers(path: path, mode: mode)) { try AccessTokens(path: path) }
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(try AccessTokens(path: path).roles(of: "0123456789abcdef") == [.predict])
        #expect(throws: TokenFileError.unreadable(path: "/dev/null", reason: "it is not a file")) {
            try AccessTokens(path: "/dev/null")
        }
    }
}
