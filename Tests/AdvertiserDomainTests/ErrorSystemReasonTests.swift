import Foundation
import Testing

@testable import AdvertiserDomain

@Suite struct ErrorSystemReasonTests {
    @Test(arguments: [
        ("/dev/null/directory", "Not a directory"), ("/proc/directory", "No such file or directory"),
    ])
    func isWhatTheSystemSaid(path: String, reason: String) throws {
        let error = try #require(throws: (any Error).self) {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        }
        #expect(error.systemReason == reason)
    }

    @Test func isFoundationsWordWhereThereIsNoOther() {
        let error = CocoaError(.fileNoSuchFile)
        #expect(error.systemReason == error.localizedDescription)
    }
}
