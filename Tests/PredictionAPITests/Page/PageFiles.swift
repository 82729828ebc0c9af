import Foundation

@testable import PredictionAPI

/// The page as it is in the sources of the program.
struct PageFiles {
    struct Missing: Error {
        let place: String
    }

    let markup: String
    let style: String
    /// By the names of their files.
    let scripts: [String: String]

    init() throws {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let directory = root.appendingPathComponent("Sources/adcast/Page")
        func text(_ name: String) throws -> String {
            try String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)
        }
        markup = try text("index.html")
        style = try text("page.css")
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0.hasSuffix(".js") }
        guard !names.isEmpty else { throw Missing(place: directory.path) }
        scripts = Dictionary(uniqueKeysWithValues: try names.map { ($0, try text($0)) })
    }

    var script: String { sources.script }

    /// The scripts in the order of their names: what runs first is of no interest here.
    var sources: PageSources {
        PageSources(
            markup: Array(markup.utf8), style: Array(style.utf8),
            scripts: scripts.sorted { $0.key < $1.key }.map { Array($0.value.utf8) })
    }
}
