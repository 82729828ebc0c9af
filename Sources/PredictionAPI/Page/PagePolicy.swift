import Crypto
import Foundation

/// What a browser lets the page do: run the script and the style that are in it, and ask this service.
struct PagePolicy: Sendable {
    let style: String
    let script: String

    /// A value of `Content-Security-Policy`. Images are those that the page itself holds, its icon.
    var text: String {
        [
            "default-src 'none'", "connect-src 'self'", "script-src '\(Self.hash(of: script))'",
            "style-src '\(Self.hash(of: style))'", "img-src data:", "base-uri 'none'", "form-action 'none'",
            "frame-ancestors 'none'",
        ].joined(separator: "; ")
    }

    private static func hash(of text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}
