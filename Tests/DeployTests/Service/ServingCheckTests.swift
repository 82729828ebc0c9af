import AdvertiserDomain
import Foundation
import SnapshotStorage
import Testing

@testable import adcast

@Suite struct ServingCheckTests {
    private let directory: TemporaryDirectory
    /// That of the demonstration, with a directory of its own that has the demonstration's version.
    private let sound: AdcastConfiguration

    init() throws {
        directory = try TemporaryDirectory()
        var configuration = try AdcastConfiguration.load(path: ServedWorld.repository + "/adcast.yaml")
        configuration.models = directory.path + "/models"
        try FileManager.default.createDirectory(atPath: configuration.models, withIntermediateDirectories: false)
        try FileManager.default.copyItem(
            atPath: ServedWorld.repository + "/models/1", toPath: configuration.models + "/1")
        sound = configuration
    }

    private func findings(_ change: (inout AdcastConfiguration) throws -> Void) rethrows -> [ConfigurationCheck.Finding]
    {
        var configuration = sound
        try change(&configuration)
        return ServingCheck(configuration).findings
    }

    @Test func passesWhatCanServe() {
        #expect(
            ServingCheck(sound).findings == [
                .init(.passed, "model version 1 loads and fits the configuration"),
                .init(.passed, "serving.host 127.0.0.1, open to this host's own processes"),
                .init(.passed, "serving.admin_socket \(sound.models)/admin.sock"),
            ])
        #expect(!FileManager.default.fileExists(atPath: sound.models + "/admin.sock"))
    }

    @Test func takesNoVersionForNoFault() {
        let found = findings { $0.models = directory.path + "/none" }
        #expect(found.map(\.severity) == [.note, .passed])
        #expect(found[0].text.contains("there is no model version; make one with 'adcast train'"))
    }

    @Test func findsAVersionThatDoesNotFit() {
        let found = findings { $0.horizonDays = 5 }
        #expect(found.map(\.severity) == [.fault, .passed, .passed])
        #expect(found[0].text.hasPrefix("horizon_days is 5 in the configuration, but model version 1 "))
    }

    @Test func findsWhatKeepsTheServiceFromListening() throws {
        let cases: [(change: (inout ServingConfiguration) -> Void, fault: String)] = [
            (
                { $0.host = "0.0.0.0" },
                "serving.host: other machines can reach 0.0.0.0, so 'serving.token_file' is needed"
            ),
            ({ $0.host = "256.0.0.1" }, "serving.host: other machines can reach 256.0.0.1"),
            ({ $0.tokenFile = "/nowhere/tokens" }, "/nowhere/tokens: the token file cannot be read"),
            (
                { $0.adminSocket = "/nowhere/admin.sock" },
                "serving.admin_socket: cannot listen on '/nowhere/admin.sock'"
            ),
            ({ $0.adminSocket = "/dev/null" }, "serving.admin_socket: cannot listen on '/dev/null'"),
        ]
        for (change, fault) in cases {
            let faults = findings { change(&$0.serving) }.filter { $0.severity == .fault }
            #expect(faults.count == 1, "\(fault)")
            #expect(faults.first?.text.hasPrefix(fault) == true, "\(faults)")
        }
    }

    @Test func findsAHostThatIsNone() throws {
        let tokens = directory.path + "/tokens"
        try Data("predict 0123456789abcdef\n".utf8).write(to: URL(filePath: tokens))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: tokens)
        func found(_ host: String) -> ConfigurationCheck.Finding {
            findings {
                $0.serving.tokenFile = tokens
                $0.serving.host = host
            }[1]
        }
        #expect(found("0.0.0.0") == .init(.passed, "serving.host 0.0.0.0, with tokens"))
        #expect(found("256.0.0.1").severity == .fault)
        #expect(found("256.0.0.1").text.hasPrefix("serving.host: host '256.0.0.1' cannot be resolved"))
    }

    @Test func doesNotMindARunningService() throws {
        let waiting = try WaitingSocket()
        let found = findings { $0.serving.port = Int(waiting.port) }
        #expect(found.map(\.severity) == [.passed, .passed, .passed])
        withExtendedLifetime(waiting) {}
    }
}
