import AdvertiserDomain
import Evaluation
import Features
import Foundation
import Testing

@testable import Training

@Suite struct PeerForecastsTests {
    private let directory: TemporaryDirectory
    private let prepared: PreparedSamples

    init() throws {
        directory = try TemporaryDirectory()
        prepared = try StudyWorld.prepared()
    }

    /// Last week repeated, as another program would give it: a line a sample and task.
    private func lines() throws -> [String] {
        let panel = prepared.encoder.panel
        let samples = prepared.samples.test
        let repeated = try #require(prepared.encoder.repeatedLabels(of: samples))
        return samples.enumerated().flatMap { row, sample in
            TwoWeekWorld.tasks.enumerated().map { position, task in
                "\(panel.advertiser(of: sample)),\(panel.scenario(of: sample)),\(panel.asOf(of: sample)),\(task.name),"
                    + "\(repeated[row * 3 + position])"
            }
        }
    }

    private func write(_ lines: [String], name: String = "peer.csv") throws -> String {
        let path = "\(directory.path)/\(name)"
        let rows =
            ["advertiser,scenario,as_of,task,mean,point"]
            + lines.map { $0 + "," + ($0.split(separator: ",").last ?? "") }
        try (rows.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private func read(_ lines: [String]) throws -> (path: String, forecasts: StudyForecasts) {
        let path = try write(lines)
        return (
            path,
            try StudyForecasts(
                file: path, of: prepared.samples.test, in: prepared.encoder.panel, tasks: TwoWeekWorld.tasks)
        )
    }

    @Test func aPeerIsARowOfTheReport() throws {
        let other = "advertiser 100,search,\(TwoWeekWorld.day(20)),clicks,5"
        let path = try write([other] + lines().reversed())
        let request = StudyWorld.request(architectures: [], peers: [StudyPeer(name: "trees", path: path)])
        let main = try #require(try StudyWorld.study(request).run(reportDirectory: directory.path).main)
        #expect(main.variants.map(\.name) == ["last week", "28-day mean", "trees"])
        #expect(main.variants.last?.role == .peer)
        #expect(main.errors[2] == main.errors[0])
    }

    @Test func everySampleNeedsAForecast() throws {
        var lines = try lines()
        let first = lines.remove(at: 4)
        lines.removeLast()
        let key = first.split(separator: ",")
        #expect(
            throws: StudyError.missingForecast(
                file: directory.path + "/peer.csv",
                key: "advertiser '\(key[0])', scenario '\(key[1])', as_of \(key[2]), task 'order_days'", missing: 2)
        ) { try read(lines) }
    }

    @Test func aSecondForecastIsRefusedWithItsLine() throws {
        let lines = try lines()
        let key = lines[7].split(separator: ",")
        #expect(
            throws: StudyError.duplicateForecast(
                file: directory.path + "/peer.csv", line: lines.count + 2,
                key: "advertiser '\(key[0])', scenario '\(key[1])', as_of \(key[2]), task 'order_days'")
        ) { try read(lines + [lines[7]]) }
    }

    @Test func anUnknownTaskIsRefusedWithItsLine() throws {
        let error = StudyError.unknownTask(
            file: directory.path + "/peer.csv", line: 2, task: "click", known: TwoWeekWorld.tasks.map(\.name))
        #expect(throws: error) { try read(["advertiser 100,search,2020-01-01,click,5"]) }
        #expect(error.description.hasSuffix("peer.csv:2: there is no task 'click'; did you mean 'clicks'?"))
    }

    @Test func aDirectoryHoldsAFileForEachPart() throws {
        let peers = [StudyPeer(name: "trees", path: directory.path)]
        let holdOut = StudyRequest.HoldOut(scenario: "feed", labelledDays: [0])
        let request = StudyWorld.request(architectures: [], includesMain: false, holdOut: holdOut, peers: peers)
        #expect(
            throws: StudyError.missingPeerFile(peer: "trees", file: directory.path + "/heldout_0.csv")
        ) { try StudyWorld.study(request).run(reportDirectory: directory.path) }
        // The held-out scenario began long before the last week, so that both parts repeat the same.
        _ = try write(lines(), name: "heldout_0.csv")
        let results = try StudyWorld.study(request).run(reportDirectory: directory.path)
        let part = try #require(results.heldOut.first?.part)
        #expect(part.variants.map(\.name) == ["last week", "28-day mean", "trees"])
        #expect(part.errors[2] == part.errors[0])
        // One file is for the main study alone.
        let file = StudyPeer(name: "trees", path: directory.path + "/heldout_0.csv")
        #expect(try file.file(for: "heldout_0", isMain: false) == nil)
        #expect(try file.file(for: "main", isMain: true) == file.path)
    }

    /// Before anything is trained, not after hours.
    @Test func aPeerThatNoPartWouldReadIsRefused() throws {
        let file = StudyPeer(name: "trees", path: try write([]))
        let missing = StudyPeer(name: "trees", path: directory.path + "/forecats")
        let holdOut = StudyRequest.HoldOut(scenario: "feed", labelledDays: [0])
        func expect(_ error: StudyError, of request: StudyRequest) {
            #expect(throws: error) { try StudyWorld.study(request).run(reportDirectory: directory.path + "/report") }
            #expect(error.isUsageFault)
            #expect(!FileManager.default.fileExists(atPath: directory.path + "/report"))
        }
        let gone = StudyError.missingPeerFile(peer: "trees", file: missing.path)
        expect(gone, of: StudyWorld.request(peers: [missing]))
        expect(gone, of: StudyWorld.request(includesMain: false, holdOut: holdOut, peers: [missing]))
        expect(
            .peerOfMainAlone(peer: "trees", file: file.path),
            of: StudyWorld.request(includesMain: false, holdOut: holdOut, peers: [file]))
        expect(
            .peerOfSweeps(peer: "trees"),
            of: StudyWorld.request(includesMain: false, sweeps: [RequestedSweep(.metaLayers)], peers: [file]))
    }
}
