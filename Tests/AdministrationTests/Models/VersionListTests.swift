import Testing

@testable import adcast

struct VersionListTests {
    @Test func versionsAreLinesAndTheOneThatServesIsMarked() {
        let list = VersionList(
            active: 10,
            models: [
                VersionList.Version(
                    version: 7, active: false, usable: true, loadState: "failed", loadFailure: "golden prediction"),
                VersionList.Version(version: 8, active: false, usable: true, loadState: "not_loaded"),
                VersionList.Version(version: 9, active: false, usable: false),
                VersionList.Version(
                    version: 10, active: true, usable: true, architecture: "m2m", createdAt: "2026-01-02T03:04:05Z",
                    newestLabelDay: "2026-01-01", split: "production", loadState: "ok"),
            ])
        #expect(
            list.text == """
                   version  created               architecture  split       labels until  state
                   7        -                     -             -           -             failed: golden prediction
                   8        -                     -             -           -             not loaded
                   9        -                     -             -           -             unusable
                *  10       2026-01-02T03:04:05Z  m2m           production  2026-01-01    ok
                """)
    }

    @Test func aHoldIsTold() {
        func lastLine(_ why: String?) -> String? {
            VersionList(active: 1, models: [], hold: VersionList.Hold(version: 1, by: "ann", why: why)).text
                .split(separator: "\n").last.map(String.init)
        }
        #expect(
            lastLine("steady")
                == "promotion is held since ann chose version 1 (steady); 'adcast models release' lets it go on")
        #expect(lastLine("") == lastLine(nil))
        #expect(lastLine(nil)?.contains("version 1; ") == true)
    }
}
