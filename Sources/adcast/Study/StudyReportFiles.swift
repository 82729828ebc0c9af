import Evaluation
import Foundation
import Training

/// The files of a study's report: its results, and what is written from them.
struct StudyReportFiles {
    let metrics: StudyMetrics
    private let directory: String
    private let contents: [(path: String, content: Data)]

    /// - Throws: ``Evaluation/StudyReportError``.
    init(_ results: StudyResults, directory: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let report = try StudyReport(results: results)
        self.directory = directory
        metrics = report.metrics
        contents =
            [
                ("results.json", try encoder.encode(results)),
                ("metrics.json", Data((try metrics.jsonLine() + "\n").utf8)),
            ] + report.files().map { ($0.path, Data($0.text.utf8)) }
    }

    /// - Throws: ``Training/StudyError/cannotWrite(path:reason:)``.
    func write() throws(StudyError) {
        for (path, content) in contents { try AtomicFile.write(content, to: "\(directory)/\(path)") }
    }
}
