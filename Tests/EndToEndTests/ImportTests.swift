import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ImportTests {
        @Test func filesAndStandardInputGiveTheSameContent() throws {
            let panel = try ImportedPanel()
            let first = try AdcastBinary.run(panel.importing())
            #expect(first.ending == .exit(0), "\(first.standardError)")
            #expect(
                first.standardOutput.contains(
                    "2 scenarios, 12 advertisers, \(ImportedPanel.records.count) snapshots of 80 days, "
                        + "2020-01-01 to 2020-03-20"))
            let content = try panel.content()
            #expect(content.count == 2 + 12 + ImportedPanel.records.count + 80)
            let inspection = try panel.place.run("inspect", "--json")

            // The same again, from standard input: whole days are replaced by themselves.
            let input = try #require(FileHandle(forReadingAtPath: panel.path("snapshots.csv")))
            let second = try AdcastBinary.run(panel.importing(snapshots: "-"), standardInput: input)
            #expect(second.ending == .exit(0), "\(second.standardError)")
            #expect(second.standardOutput.contains("in place of \(ImportedPanel.records.count)"))
            #expect(try panel.content() == content)
            #expect(try panel.place.run("inspect", "--json").standardOutput == inspection.standardOutput)

            // And through a pipe into a database that is not there yet.
            try FileManager.default.removeItem(atPath: panel.place.database)
            let third = try AdcastBinary.run(
                shell: "cat '\(panel.path("snapshots.csv"))' | \"$@\"", panel.importing(snapshots: "-"))
            #expect(third.ending == .exit(0), "\(third.standardError)")
            #expect(try panel.content() == content)
        }

        @Test func whatWasImportedIsForecast() throws {
            let panel = try ImportedPanel()
            #expect(try AdcastBinary.run(panel.importing()).ending == .exit(0))
            let training = try panel.place.run("train")
            #expect(training.ending == .exit(0), "\(training.standardError)")
            let lines = try panel.place.run("score").outputLines.map {
                try JSONDocument.decoded($0, as: ScoreLine.self)
            }
            #expect(lines.map { [$0.advertiser, $0.scenario] } == ImportedPanel.pairs)
            #expect(Set(lines.map(\.asOf)) == [ImportedPanel.newestDay])
            #expect(lines.allSatisfy { $0.predictions["active"].map { (0...1).contains($0.mean) } == true })
        }

        @Test(arguments: [
            ("2020-01-02,shop 1,search,1,x,2.5\n", "clicks is 'x'", "a number from 0 to 3.4e38"),
            ("2020-01-02,shop 1,search,1,-1,2.5\n", "clicks is '-1'", "a number from 0 to 3.4e38"),
            ("2020-1-2,shop 1,search,1,1,2.5\n", "date is '2020-1-2'", "a date YYYY-MM-DD"),
            ("2999-01-01,shop 1,search,1,1,2.5\n", "date is '2999-01-01'", "no later than today"),
            ("2020-01-02,shop 1,search,1,1\n", "has 5 fields where the header has 6", "correct the line"),
            ("2020-01-02,\"shop 1,search,1,1,2.5\n", "does not end", "close its quote"),
            ("2020-01-01,shop 1,search,1,1,2.5\n", "a second row", "keep one of them"),
        ])
        func aBadLineChangesNothing(record: String, complaint: String, remedy: String) throws {
            let panel = try ImportedPanel()
            var records = ImportedPanel.records
            records[55] = record
            try panel.write("snapshots.csv", ImportedPanel.header + records.joined())
            let place = [panel.path("snapshots.csv") + ":57: ", complaint, remedy]
            expectRefusal(try AdcastBinary.run(panel.importing()), exitCode: 1, naming: place)
            #expect(try FileTree(panel.place.directory.path).names.filter { $0.contains("sqlite") }.isEmpty)

            // Beside what is there already.
            try panel.write("good.csv", ImportedPanel.header + ImportedPanel.records.joined())
            #expect(try AdcastBinary.run(panel.importing(snapshots: panel.path("good.csv"))).ending == .exit(0))
            let before = try FileTree(panel.place.directory.path)
            expectRefusal(try AdcastBinary.run(panel.importing()), exitCode: 1, naming: place)
            #expect(try FileTree(panel.place.directory.path) == before)
        }

        @Test func filesThatDoNotFit() throws {
            let panel = try ImportedPanel()
            expectRefusal(
                try AdcastBinary.run(panel.importing(snapshots: panel.path("none.csv"))), exitCode: 2,
                naming: [panel.path("none.csv"), "cannot be read"])
            try panel.write("snapshots.csv", "date,advertiser,scenario,logins,click,spend\n")
            expectRefusal(
                try AdcastBinary.run(panel.importing()), exitCode: 2,
                naming: [panel.path("snapshots.csv") + ":1", "has no column 'clicks'", "did you mean 'click'?"])
            try panel.write("snapshots.csv", "")
            expectRefusal(
                try AdcastBinary.run(panel.importing()), exitCode: 1,
                naming: [panel.path("snapshots.csv"), "its first line must name the columns"])
            expectRefusal(
                try panel.place.run("import", "--scenarios", "-", "--snapshots", "-"), exitCode: 2,
                naming: ["standard input"])
            #expect(try FileTree(panel.place.directory.path).names.filter { $0.contains("sqlite") }.isEmpty)
        }
    }
}
