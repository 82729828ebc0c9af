import AdvertiserDomain
import Checkpoints
import Foundation
import Testing

@testable import Retraining

struct RetrainHistoryTests {
    private static let time = Date(timeIntervalSince1970: 1_600_000_000)
    private let temporary: TemporaryDirectory
    private let history: RetrainHistory

    init() throws {
        temporary = try TemporaryDirectory()
        history = RetrainHistory(directory: temporary.path)
    }

    private static func record(
        _ cycle: Int, _ outcome: RetrainRecord.Outcome, report: ChallengeReport? = nil
    ) -> RetrainRecord {
        RetrainRecord(
            cycle: cycle, trigger: RetrainTrigger(kind: .newDay, why: "2019-07-24 is complete"),
            newestDay: Day(number: 18_101), startedAt: time, finishedAt: outcome == .started ? nil : time + 90.4,
            outcome: outcome, reason: "because\n\"so\"", report: report, removed: report == nil ? [] : [1, 2])
    }

    private func appendRaw(_ text: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: history.path))
        try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    @Test func anEmptyDirectoryHasNoCycles() throws {
        #expect(try history.records().isEmpty)
    }

    @Test func theEndOfACycleTakesThePlaceOfItsStart() throws {
        try history.append(Self.record(1, .started))
        try history.append(Self.record(1, .promoted, report: .example()))
        try history.append(Self.record(2, .started))
        let records = try history.records()
        #expect(records == [Self.record(1, .promoted, report: .example()), Self.record(2, .started)])
        #expect(records[0].seconds == 90)
        #expect(records[0].removed == [1, 2])
        #expect(records[1].seconds == nil)
        let content = try String(contentsOfFile: history.path, encoding: .utf8)
        #expect(content.split(separator: "\n").count == 3)
        #expect(content.hasSuffix("\n"))
        #expect(content.hasPrefix(#"{"cycle":1,"newest_day":"2019-07-24","outcome":"started""#), "\(content)")
        #expect(content.contains(#""trigger":{"kind":"new_day","why":"2019-07-24 is complete"}"#))
        #expect(content.contains(#""overall":{"challenger":0.3,"champion":0.32,"last_week":0.4}"#))
    }

    @Test func everyPrefixOfTheFileIsReadUntilItsLastWholeLine() throws {
        try history.append(Self.record(1, .failed))
        try history.append(Self.record(2, .refused, report: .example()))
        let content = try Data(contentsOf: URL(filePath: history.path))
        let firstLine = try #require(content.firstIndex(of: UInt8(ascii: "\n")))
        for length in 0...content.count {
            try content.prefix(length).write(to: URL(filePath: history.path))
            let records = try history.records()
            #expect(records.count == (length >= content.count - 1 ? 2 : length >= firstLine ? 1 : 0), "\(length)")
        }
    }

    @Test func aLineThatWasCutOffIsFollowedByAWholeOne() throws {
        try history.append(Self.record(1, .failed))
        try appendRaw(#"{"cycle":2,"newest_d"#)
        try history.append(Self.record(3, .refused))
        #expect(try history.records().map(\.cycle) == [1, 3])
    }

    @Test func linesOfOtherProgramsAreLeftOut() throws {
        try history.append(Self.record(1, .failed))
        try appendRaw("hello\n\n{}\n{\"cycle\":\"x\"}\n")
        #expect(try history.records() == [Self.record(1, .failed)])
    }

    @Test func aDirectoryInItsPlaceIsAFault() throws {
        try FileManager.default.createDirectory(atPath: history.path, withIntermediateDirectories: false)
        #expect(throws: FileSystemFault.self) { try history.records() }
        #expect(throws: FileSystemFault.self) { try history.append(Self.record(1, .failed)) }
    }
}
