/// The files that the page for people is made of.
package struct PageSources: Sendable {
    private let markup: String
    let style: String
    let script: String

    /// - Parameters:
    ///   - markup: has an empty element `<style>` and an empty module script, which are filled.
    ///   - scripts: run as one module, in this order.
    package init(markup: [UInt8], style: [UInt8], scripts: [[UInt8]]) {
        self.markup = String(decoding: markup, as: UTF8.self)
        self.style = String(decoding: style, as: UTF8.self)
        script = scripts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }

    /// The page as one document that needs no other.
    var document: String {
        markup
            .replacing("<style></style>", with: "<style>\(style)</style>", maxReplacements: 1)
            .replacing(
                "<script type=\"module\"></script>", with: "<script type=\"module\">\(script)</script>",
                maxReplacements: 1)
    }
}
