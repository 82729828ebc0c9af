import Evaluation
import Foundation
import Training

/// The files of a study's report.
struct StudyReportFiles {
    private let contents: [(path: String, content: Data)]

    init(_ results: StudyResults, directory: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        contents = [("\(directory)/results.json", try encoder.encode(results))]
    }

    var paths: [String] { contents.map(\.path) }

    /// - Throws: ``Training/StudyError/cannotWrite(path:reason:)``.
    func write() throws(StudyError) {
        for (path, content) in contents { try AtomicFile.write(content, to: path) }
    }
}
