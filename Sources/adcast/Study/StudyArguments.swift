import AdvertiserDomain
import ArgumentParser
import Evaluation
import Foundation
import Training

/// The options of `compare`, checked.
struct StudyArguments {
    let architectures: [String]?
    let heads: [ModelConfiguration.Head]
    let seeds: Int
    let holdOut: StudyRequest.HoldOut?
    let thinning: ScenarioThinning?
    let sweeps: [RequestedSweep]
    let peers: [StudyPeer]
    let exportDirectory: String?
    let until: Day?
    let includesMain: Bool

    /// - Throws: `ValidationError`.
    init(
        architectures: CommaSeparated?, seeds: Int, holdOutScenario: String?, labelledDays: CommaSeparated?,
        thinScenario: NamedValue?, sweep: CommaSeparated?, heads: CommaSeparated?, peers: [NamedValue],
        exportDirectory: String?, until: Day?, includesMain: Bool
    ) throws {
        self.architectures = architectures?.values
        for name in architectures?.values ?? [] where !StudySubjects.names.contains(name) {
            throw ValidationError(
                "--architectures \(name): \(Spelling.suggestion(for: name, among: StudySubjects.names))")
        }
        try Self.checkDistinct(architectures?.values ?? [], option: "--architectures")
        self.seeds = seeds
        self.exportDirectory = exportDirectory
        self.until = until
        self.includesMain = includesMain
        let days = try labelledDays?.values.map { text in
            guard let days = Int(text), (0...3660).contains(days) else {
                throw ValidationError("--labelled-days \(text): give numbers of days, such as 0,7,14,28")
            }
            return days
        }
        holdOut = holdOutScenario.map { scenario in
            StudyRequest.HoldOut(
                scenario: scenario, labelledDays: Set(days ?? StudyRequest.HoldOut.defaultLabelledDays).sorted())
        }
        thinning = try thinScenario.map { option in
            guard let share = Double(option.value), share > 0, share <= 1 else {
                throw ValidationError("--thin-scenario \(option.name)=\(option.value): the share is above 0, at most 1")
            }
            return ScenarioThinning(scenario: option.name, share: share)
        }
        sweeps = try (sweep?.values ?? []).map(Self.sweep)
        try Self.checkDistinct(sweeps.map(\.parameter.rawValue), option: "--sweep")
        self.heads = try (heads?.values ?? []).map { name in
            guard let head = ModelConfiguration.Head(rawValue: name) else {
                let known = ModelConfiguration.Head.allCases.map(\.rawValue)
                throw ValidationError("--heads \(name): \(Spelling.suggestion(for: name, among: known))")
            }
            return head
        }
        try Self.checkDistinct(heads?.values ?? [], option: "--heads")
        self.peers = peers.map { StudyPeer(name: $0.name, path: $0.value) }
        try Self.checkDistinct(peers.map(\.name), option: "--peer")
        if let taken = peers.map(\.name).first(where: StudySubjects.rowNames.contains) {
            throw ValidationError("--peer \(taken): a row of the report has this name; give the peer another")
        }
    }

    private static func checkDistinct(_ values: [String], option: String) throws {
        for (position, value) in values.enumerated() where values[..<position].contains(value) {
            throw ValidationError("\(option) names \(value) twice; once is enough")
        }
    }

    func request(configuration: AdcastConfiguration, threads: Int) -> StudyRequest {
        StudyRequest(
            configuration: configuration,
            dataSetName: URL(filePath: configuration.database).deletingPathExtension().lastPathComponent,
            architectures: architectures, heads: heads, seedCount: seeds, includesMain: includesMain, holdOut: holdOut,
            thinning: thinning, sweeps: sweeps, peers: peers, exportDirectory: exportDirectory, until: until,
            threads: threads, codeVersion: AdcastVersion.current, commands: [Self.command])
    }

    /// The command line that this process was started with, as a shell takes it.
    private static var command: String {
        let arguments = CommandLine.arguments.dropFirst().map { argument in
            let isPlain = argument.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-_./=,:@".utf8.contains(byte)
                }
            }
            return isPlain && !argument.isEmpty ? argument : "'\(argument.replacing("'", with: "'\\''"))'"
        }
        return (["adcast"] + arguments).joined(separator: " ")
    }

    /// Reads `window` or `window=20:40`.
    private static func sweep(_ text: String) throws -> RequestedSweep {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let known = SweepParameter.allCases.map(\.rawValue)
        guard let name = parts.first, let parameter = SweepParameter(rawValue: name) else {
            throw ValidationError("--sweep \(text): \(Spelling.suggestion(for: parts.first ?? text, among: known))")
        }
        guard parts.count == 2 else { return RequestedSweep(parameter) }
        let values = try parts[1].split(separator: ":", omittingEmptySubsequences: false).map { value -> Int? in
            if value == "full", parameter == .generatorRank { return nil }
            guard let number = Int(value), parameter.allowedValues.contains(number) else {
                throw ValidationError(
                    "--sweep \(text): \(value) is not a number from \(parameter.allowedValues.lowerBound) to "
                        + "\(parameter.allowedValues.upperBound)")
            }
            return number
        }
        return RequestedSweep(parameter, values: values)
    }
}
