import Foundation

/// A page as its scripts have made it.
struct RenderedPage {
    /// The elements, without styles and scripts.
    let html: String
    /// What a reader sees, and what only screen readers do: no tags, and runs of white space are one space.
    let text: String
    /// What the scripts failed at, and what the page's policy kept from running.
    let scriptErrors: [String]

    /// - Parameters:
    ///   - html: the whole document.
    ///   - log: the lines that the browser logged.
    init(html document: String, log: [String]) {
        html = document.replacing(/<(style|script)\b[^>]*>.*?<\/\1>/.dotMatchesNewlines(), with: "")
        text = html.replacing(/<[^>]*>/, with: " ")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
            .replacing(/\s+/, with: " ")
        scriptErrors = log.filter {
            $0.contains("CONSOLE") && ($0.contains("Uncaught") || $0.contains("Content Security Policy"))
        }
    }

    /// How often a piece of markup occurs.
    func count(of markup: String) -> Int { html.ranges(of: markup).count }
}
