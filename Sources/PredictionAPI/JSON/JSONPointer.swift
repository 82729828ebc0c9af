/// The place of a value in a JSON document, written as RFC 6901 has it: `/history/3/clicks`; empty for the whole.
package struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    private init(text: String) { self.description = text }

    /// The whole document.
    package static let root = JSONPointer(text: "")

    /// The member `key` of the object here.
    package subscript(key: String) -> JSONPointer {
        var text = description + "/"
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return JSONPointer(text: text)
    }

    /// The element `index` of the array here.
    package subscript(index: Int) -> JSONPointer { JSONPointer(text: "\(description)/\(index)") }
}
