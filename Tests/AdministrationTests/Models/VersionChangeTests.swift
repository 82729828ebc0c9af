import Testing

@testable import adcast

struct VersionChangeTests {
    @Test(arguments: [
        (VersionChange(from: 2, to: 3, action: "activate"), "version 3 serves, version 2 before; promotion is held"),
        (VersionChange(from: nil, to: 3, action: "activate"), "version 3 serves; promotion is held"),
        (VersionChange(from: 3, to: 3, action: "activate"), "version 3 serves; promotion is held"),
        (VersionChange(from: 3, to: 2, action: "rollback"), "version 2 serves, version 3 before; promotion is held"),
        (VersionChange(from: 2, to: 2, action: "release"), "version 2 goes on serving; better versions may be"),
    ])
    func itIsOneLine(change: VersionChange, beginning: String) {
        #expect(change.text.hasPrefix(beginning), "\(change.text)")
    }
}
