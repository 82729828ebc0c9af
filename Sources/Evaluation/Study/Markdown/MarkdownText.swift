/// Text as Markdown takes it.
enum MarkdownText {
    /// The text with the characters that mean something in it escaped. An underscore within a word means nothing.
    static func escaped(_ text: String) -> String {
        let characters = Array(text.unicodeScalars)
        var escaped = ""
        for (index, scalar) in characters.enumerated() {
            switch scalar {
            case "\\", "`", "*", "|", "[", "]", "<", ">", "#", "~", "$":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            case "&": escaped += "&amp;"
            case "_":
                let isInWord =
                    index > 0 && index + 1 < characters.count && characters[index - 1].properties.isAlphabetic
                    && characters[index + 1].properties.isAlphabetic
                escaped += isInWord ? "_" : "\\_"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Lines that are shown as they are, in a fence longer than any within.
    static func code(_ lines: [String]) -> String {
        var longest = 2
        for line in lines {
            var run = 0
            for character in line {
                run = character == "`" ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        let fence = String(repeating: "`", count: longest + 1)
        return ([fence] + lines + [fence]).joined(separator: "\n")
    }
}
