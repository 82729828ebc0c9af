import Foundation
import Glibc
import Testing

@testable import Checkpoints

struct POSIXFileSystemTests {
    private let directory: TemporaryDirectory
    private let files = POSIXFileSystem(lockTimeoutSeconds: 0)

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func path(_ name: String) -> String { directory.path + "/" + name }

    private func cause(_ body: () throws(FileSystemFault) -> Void) -> FileSystemFault.Cause? {
        do {
            try body()
            return nil
        } catch {
            return error.cause
        }
    }

    @Test func filesAreWrittenOnceReadAndExtended() throws {
        let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        try files.create(path("a"), content: content)
        #expect(try files.read(path("a"), limit: 100_000) == content)
        #expect(cause { () throws(FileSystemFault) in try files.create(path("a"), content: []) } == .system(EEXIST))
        #expect(
            cause { () throws(FileSystemFault) in _ = try files.read(path("a"), limit: 99_999) }
                == .tooLarge(size: 100_000, limit: 99_999))
        try files.append([1], to: path("b"))
        try files.append([2, 3], to: path("b"))
        #expect(try files.read(path("b"), limit: 3) == [1, 2, 3])
        try files.create(path("c"), content: [])
        #expect(try files.read(path("c"), limit: 0).isEmpty)
        for name in ["a", ""] { try files.synchronize(path(name)) }
        #expect(try files.entries(of: directory.path) == ["a", "b", "c"])
    }

    @Test func whatIsNoFileIsNotRead() throws {
        try files.create(path("file"), content: [1])
        try files.createDirectory(path("directory"))
        #expect(symlink("file", path("link")) == 0)
        #expect(mkfifo(path("pipe"), 0o600) == 0)
        for name in ["directory", "link", "pipe"] {
            #expect(
                cause { () throws(FileSystemFault) in _ = try files.read(path(name), limit: 9) } == .notARegularFile,
                "\(name)")
        }
        #expect(cause { () throws(FileSystemFault) in _ = try files.read(path("none"), limit: 9) } == .system(ENOENT))
        #expect(
            cause { () throws(FileSystemFault) in _ = try files.read(path("file/x"), limit: 9) } == .system(ENOTDIR))
    }

    @Test func whereNothingCanBeCreatedIsKnownBeforehand() throws {
        for name in ["", "a", "a/b/c"] { try files.requireWritable(path(name)) }
        #expect(try files.entries(of: directory.path).isEmpty)
        try files.create(path("file"), content: [])
        #expect(cause { () throws(FileSystemFault) in try files.requireWritable(path("file")) } == .notADirectory)
        #expect(
            cause { () throws(FileSystemFault) in try files.requireWritable(path("file/a")) } == .system(ENOTDIR))
    }

    @Test func directoriesAreMadeWithThoseAbove() throws {
        try files.createDirectories(path("a/b//c/"))
        try files.createDirectories(path("a/b/c"))
        #expect(files.isDirectory(path("a/b/c")))
        try files.create(path("a/file"), content: [])
        #expect(
            cause { () throws(FileSystemFault) in try files.createDirectories(path("a/file")) } == .notADirectory)
        #expect(
            cause { () throws(FileSystemFault) in try files.createDirectories(path("a/file/x")) } == .notADirectory)
        #expect(cause { () throws(FileSystemFault) in try files.createDirectories("/proc/adcast/models") } != nil)
        #expect(cause { () throws(FileSystemFault) in try files.createDirectories("") } == .system(ENOENT))
    }

    @Test func removingDoesNotFollowLinks() throws {
        try files.createDirectories(path("kept"))
        try files.create(path("kept/file"), content: [1])
        try files.createDirectories(path("gone/deep"))
        try files.create(path("gone/deep/file"), content: [])
        #expect(symlink("../kept", path("gone/link")) == 0)
        try files.remove(path("gone"))
        try files.remove(path("gone"))
        #expect(try files.entries(of: directory.path) == ["kept"])
        #expect(try files.entries(of: path("kept")) == ["file"])
    }

    @Test func fullDisksAndLimitsAreFaults() throws {
        #expect(
            cause { () throws(FileSystemFault) in try files.append([1], to: "/dev/full") } == .system(ENOSPC))
        let fault = FileSystemFault(.append, "/dev/full", .system(ENOSPC))
        #expect(
            fault.description
                == "/dev/full: cannot append (No space left on device); free disk space and try again")
    }

    @Test func oneHolderOfALockAtATime() throws {
        var lock = try files.lock(path("lock"))
        #expect(lock != nil)
        #expect(try files.lock(path("lock")) == nil)
        lock = nil
        #expect(try files.lock(path("lock")) != nil)
    }

    @Test func aKilledProcessLeavesNoLock() throws {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/flock")
        process.arguments = ["--no-fork", path("lock"), "/bin/sh", "-c", "echo held; exec cat"]
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        #expect(output.fileHandleForReading.readData(ofLength: 5) == Data("held\n".utf8))
        #expect(try files.lock(path("lock")) == nil)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try files.lock(path("lock")) != nil)
    }
}
