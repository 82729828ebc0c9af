import AdvertiserDomain

/// Parts of sentences.
extension ProblemDetails {
    /// Where a text is no JSON, and why.
    static func text(of error: JSONSyntaxError) -> String {
        let fault =
            switch error.fault {
            case .expected(let expected): "\(expected) is expected there"
            case .invalidUTF8: "the bytes there are not UTF-8"
            case .controlCharacter: "a control character in a string is written as an escape"
            case .invalidEscape: "there is no such escape"
            case .loneSurrogate: "a surrogate stands without its other half"
            case .duplicateKey(let key): "the key \(quoted(key)) occurs twice in one object"
            case .numberOutOfRange: "the number is beyond double precision"
            case .tooDeep(let limit): "the nesting is deeper than \(limit)"
            }
        return "The text goes wrong at byte \(error.offset): \(fault)."
    }

    /// What to write in place of `name`: the nearest known name, or all of them where none is near and they are few.
    static func choice(_ name: String, _ known: [String]) -> String {
        let comparable = known.prefix(mostComparedNames).filter { $0.utf8.count <= longestComparedName }
        if name.utf8.count <= longestComparedName, let nearest = Spelling.nearest(to: name, among: comparable) {
            return "Is \(quoted(nearest)) meant?"
        }
        let shown = known.prefix(12).map(quoted).joined(separator: ", ")
        return known.isEmpty ? "There are none." : "There are: \(shown)\(known.count > 12 ? ", …" : "")."
    }

    /// Comparing names takes the product of their lengths, and outsiders choose the names on both sides.
    private static let longestComparedName = 64
    private static let mostComparedNames = 1_000

    /// A text of the request in quotes, cut where it is long: an error need not send a body back.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 80 ? "\"\(text)\"" : "\"\(String(scalars.prefix(80)))…\""
    }
}
