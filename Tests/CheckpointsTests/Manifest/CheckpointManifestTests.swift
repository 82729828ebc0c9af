import AdvertiserDomain
import Features
import Foundation
import Testing

@testable import Checkpoints

struct CheckpointManifestTests {
    private func published(hasGate: Bool = true) throws -> CheckpointManifest {
        var manifest = try CheckpointFixture.manifest(hasGate: hasGate)
        let digest = TensorFiles.Digest(bytes: 8, sha256: String(repeating: "a", count: 64))
        manifest.files = TensorFiles(model: digest, gate: hasGate ? digest : nil)
        return manifest
    }

    private func text(_ manifest: CheckpointManifest) throws -> String {
        String(decoding: try ManifestCoding.json(of: manifest), as: UTF8.self)
    }

    private func fault(_ text: String) -> CheckpointError? {
        do {
            _ = try ManifestCoding.manifest(from: Array(text.utf8), path: "m.json")
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [true, false]) func whatWasWrittenReadsBack(hasGate: Bool) throws {
        let manifest = try published(hasGate: hasGate)
        let json = try ManifestCoding.json(of: manifest)
        let read = try ManifestCoding.manifest(from: json, path: "m.json")
        #expect(read == manifest)
        #expect(read.seed == .max)
        #expect(try ManifestCoding.json(of: read) == json)
        #expect(read.gateState == (hasGate ? manifest.states.gate : manifest.states.serving))
    }

    @Test func keysAreInSnakeCaseAndSortedAndNamesOfUsersKept() throws {
        let text = try text(try published())
        for part in [
            #""format_version" : 4"#, #""generator_rank" : 16"#, #""head_width" : 16"#, #""pooling" : "mean_last""#,
            #""created_at" : "2020-09-13T12:26:40Z""#, #""seed" : 18446744073709551615"#,
            #""newest_label_day" : "2020-09-21""#,
            #""gate_newest_label_day" : "2020-09-08""#, #""performance" : ["clicks", "gmvTotal"]"#,
            #""samples_per_second" : 1.5"#, #""camelCase" : null"#, #""own" : ["#,
            #"["books", "shoes, \"red\" [new]"]"#, #"["camelCase", "snake_case"]"#,
        ] {
            #expect(text.contains(part), "\(part) is not in \(text)")
        }
        let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }
        #expect(keys == keys.sorted())
        #expect(keys.count == 17)
        #expect(text.hasSuffix("}\n"))
    }

    @Test func otherWaysOfTheModelAreKept() throws {
        let template = try published()
        for configuration in [ModelConfiguration.paper, .default] {
            var manifest = CheckpointManifest(
                architecture: "m2m", model: configuration, training: .paper, features: template.features,
                states: template.states, split: template.split, decision: .nmae, metrics: .null,
                goldenPrediction: template.goldenPrediction,
                calibration: QuantileLevels([[0.1, 0.5, 0.9], [0, 0.25, 1]]), seed: 0,
                threads: 1, codeVersion: "", createdAt: template.createdAt)
            manifest.files = template.files
            #expect(try ManifestCoding.manifest(from: ManifestCoding.json(of: manifest), path: "m.json") == manifest)
        }
    }

    @Test func numbersThatAreNotFiniteAreNotWritten() throws {
        let manifest = try CheckpointFixture.manifest(scale: .nan)
        #expect {
            try ManifestCoding.json(of: manifest)
        } throws: { error in
            if case CheckpointError.unwritableManifest = error { true } else { false }
        }
    }

    @Test func laterFormatsAreTold() throws {
        let later = try text(try published()).replacingOccurrences(
            of: "\"format_version\" : 4", with: "\"format_version\" : 5, \"something\" : []")
        #expect(fault(later) == .newerFormat(path: "m.json", found: 5, supported: 4))
        #expect(fault("{\"format_version\":7}") == .newerFormat(path: "m.json", found: 7, supported: 4))
        #expect(fault("{\"format_version\":1}") == .olderFormat(path: "m.json", found: 1, supported: 2))
        #expect(fault("{\"format_version\":0}") == .malformedManifest(path: "m.json", reason: "format_version is 0"))
    }

    /// In format 3 no model saw single days, and no manifest says so.
    @Test func theFormatBeforeIsReadWithoutPatternDays() throws {
        let former = try text(try published()).replacingOccurrences(
            of: "\"format_version\" : 4", with: "\"format_version\" : 3"
        )
        .replacingOccurrences(of: "    \"pattern_days\" : 0,\n", with: "")
        #expect(!former.contains("pattern_days"))
        let read = try ManifestCoding.manifest(from: Array(former.utf8), path: "m.json")
        #expect(read.features.patternDays == 0)
        #expect(read.formatVersion == 3)
    }

    /// In format 2 no model had an anchor, and no manifest says so.
    @Test func theOldestFormatIsReadWithoutAnAnchor() throws {
        let published = try published()
        #expect(published.model.anchor)
        let former = try text(published).replacingOccurrences(
            of: "\"format_version\" : 4", with: "\"format_version\" : 2"
        )
        .replacingOccurrences(of: "    \"anchor\" : true,\n", with: "")
        #expect(!former.contains("anchor"))
        let read = try ManifestCoding.manifest(from: Array(former.utf8), path: "m.json")
        #expect(!read.model.anchor)
        #expect(read.formatVersion == 2)
    }

    @Test(arguments: [
        ("\"architecture\" :", "\"architektur\" :"), ("\"view_width\" : 64", "\"view_width\" : 0"),
        ("\"view_width\" : 64", "\"view_width\" : 9223372036854775807"), ("\"experts\" : 4", "\"experts\" : 1e300"),
        ("\"generator_rank\" : 16", "\"generator_rank\" : \"half\""), ("\"head_width\" : 16", "\"head_width\" : -1"),
        ("\"pooling\" : \"mean_last\"", "\"pooling\" : \"max\""), ("\"dropout\" : 0.3", "\"dropout\" : 1"),
        ("\"newest_label_day\" : \"2020-09-21\"", "\"newest_label_day\" : \"2020-02-30\""),
        ("\"window_days\" : 3", "\"window_days\" : 4"), ("\"pattern_days\" : 0", "\"pattern_days\" : 4"),
        ("\"pattern_days\" : 0", "\"pattern_days\" : 1"), ("\"window_days\" : 3", "\"window_days\" : -3"),
        ("\"horizon_days\" : 7", "\"horizon_days\" : 99999999999"),
        ("\"task_scales\" : [12.5, 3]", "\"task_scales\" : [12.5, 0]"),
        ("\"task_scales\" : [12.5, 3]", "\"task_scales\" : [12.5]"), ("[0.1, 1, 2.5]", "[0.1, 1, 1]"),
        ("[\"books\", ", "[\"zebra\", "), ("\"expected_means\" : [1.25, 3]", "\"expected_means\" : [1.25, 3, 4]"),
        ("\"tolerance\" : 0.001", "\"tolerance\" : 0"), ("\"bytes\" : 8", "\"bytes\" : -8"),
        ("\"bytes\" : 8", "\"bytes\" : 9223372036854775807"), ("\"sha256\" : \"aa", "\"sha256\" : \"a"),
        ("\"behaviour_codes\" : [", "\"behaviour_codes\" : [300, "),
        ("\"behaviour_codes\" : [", "\"behaviour_codes\" : [1, "),
        ("\"categorical_codes\" : [", "\"categorical_codes\" : [-1, "), ("\"gate\" :", "\"gater\" :"),
        ("\"seed\" : 18446744073709551615", "\"seed\" : 18446744073709551616"), ("{", "["), ("}\n", ""),
    ])
    func whatDoesNotFitIsRefused(good: String, bad: String) throws {
        var text = try text(try published())
        let range = try #require(text.range(of: good))
        text.replaceSubrange(range, with: bad)
        guard case .malformedManifest(let path, let reason) = fault(text) else {
            Issue.record("'\(bad)' gave \(String(describing: fault(text)))")
            return
        }
        #expect(path == "m.json")
        #expect(!reason.isEmpty && !reason.contains("\n"))
    }

    @Test func codesBeyondTheModelAreRefused() throws {
        let text = try text(try published())
        for name in ["behaviour_codes", "categorical_codes"] {
            let start = try #require(text.range(of: "\"\(name)\" : [")).upperBound
            let end = try #require(text[start...].firstIndex(of: ","))
            #expect(fault(text.replacingCharacters(in: start..<end, with: "99")) != nil)
        }
    }

    @Test func foreignAndTruncatedTextIsRefused() throws {
        let whole = try text(try published())
        for length in stride(from: 0, to: whole.utf8.count - 2, by: 97) {
            #expect(fault(String(decoding: whole.utf8.prefix(length), as: UTF8.self)) != nil)
        }
        for foreign in ["null", "[]", "3", "{}", "\u{0}", "{\"format_version\":\"1\"}", "{\"format_version\":3}"] {
            guard case .malformedManifest = fault(foreign) else {
                Issue.record("'\(foreign)' gave \(String(describing: fault(foreign)))")
                continue
            }
        }
        #expect(fault(String(repeating: "[", count: 100_000)) != nil)
    }

    @Test func aVersionWithoutFilesIsNotPublished() throws {
        let text = try text(try CheckpointFixture.manifest())
        #expect(fault(text) == .malformedManifest(path: "m.json", reason: "key 'files' is missing"))
    }
}
