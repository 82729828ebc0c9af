import Foundation

/// A small world with the demonstration's model, for services of a test's own.
final class ServedWorld: Sendable {
    enum Failure: Error {
        case notGenerated(status: Int32)
    }

    let directory: TemporaryDirectory

    var configuration: String { directory.path + "/world.yaml" }

    init() throws {
        directory = try TemporaryDirectory()
        let generator = Process()
        generator.executableURL = URL(filePath: try Self.adcast())
        generator.arguments = [
            "generate", "--output", directory.path + "/world.sqlite", "--advertisers", "40", "--days", "60",
        ]
        generator.standardOutput = FileHandle.nullDevice
        generator.standardError = FileHandle.nullDevice
        try generator.run()
        generator.waitUntilExit()
        guard generator.terminationStatus == 0 else { throw Failure.notGenerated(status: generator.terminationStatus) }
        try FileManager.default.createDirectory(atPath: directory.path + "/models", withIntermediateDirectories: false)
        try FileManager.default.copyItem(
            atPath: Self.repository + "/models/1", toPath: directory.path + "/models/1")
    }

    /// Adds to the configuration.
    func configure(_ lines: String) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: configuration))
        try file.seekToEnd()
        try file.write(contentsOf: Data((lines + "\n").utf8))
        try file.close()
    }

    /// `ADCAST_BINARY` where it is set, else `adcast` beside the test runner, where the build puts it.
    static func adcast() throws -> String {
        if let path = ProcessInfo.processInfo.environment["ADCAST_BINARY"] { return path }
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: runner).deletingLastPathComponent().appending(path: "adcast").path
    }

    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
}
