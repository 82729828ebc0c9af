import Glibc
import Logging
import Testing

@testable import PredictionAPI

struct LineLogHandlerTests {
    @Test func textHasTimeSeverityAndMetadataInOrder() {
        let capture = LogCapture()
        var logger = capture.logger(isJournal: false)
        logger[metadataKey: "version"] = "3"
        logger.warning("bulk failed", metadata: ["request": "a-1", "error": "no such \"day\""])
        #expect(
            capture.text
                == "2020-09-13T12:26:40.250Z warning: bulk failed error=\"no such \\\"day\\\"\" request=a-1 version=3\n"
        )
    }

    @Test("Severities for the journal", arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2]))
    func journal(level: Logger.Level, priority: Int) {
        let capture = LogCapture()
        capture.logger(level: .trace).log(level: level, "one\ntwo")
        #expect(capture.text == "<\(priority)>one\\ntwo\n")
    }

    @Test func jsonIsOneObjectALine() throws {
        let capture = LogCapture()
        let logger = capture.logger(format: .json, isJournal: false)
        logger.notice("one\n\u{1b}[2Jtwo", metadata: ["request": "a-1", "level": "spoofed"])
        #expect(capture.text.split(separator: "\n").count == 1)
        let line = try JSONReader.value(of: Array(capture.text.utf8))
        #expect(line.keys == ["time", "level", "message", "request"])
        #expect(line["time"] == .string("2020-09-13T12:26:40.250Z"))
        #expect(line["level"] == .string("notice"))
        #expect(line["message"] == .string("one\n\u{1b}[2Jtwo"))
        #expect(line["request"] == .string("a-1"))
    }

    @Test func nobodysTextControlsTheTerminal() {
        let capture = LogCapture()
        capture.logger().error("\u{1b}[2J\u{85}")
        #expect(capture.text == "<3>\\u{1b}[2J\\u{85}\n")
    }

    @Test func belowTheLevelNothingIsWritten() {
        let capture = LogCapture()
        capture.logger(level: .notice).info("hidden")
        #expect(capture.text == "")
    }

    @Test func theJournalIsKnownByDeviceAndInode() {
        var status = stat()
        #expect(fstat(STDERR_FILENO, &status) == 0)
        let own = "\(status.st_dev):\(status.st_ino)"
        #expect(JournalStream.reads(environment: ["JOURNAL_STREAM": own]))
        for other in ["\(status.st_dev):\(status.st_ino &+ 1)", "1", "a:b", ""] {
            #expect(!JournalStream.reads(environment: ["JOURNAL_STREAM": other]))
        }
        #expect(!JournalStream.reads(environment: [:]))
    }
}
