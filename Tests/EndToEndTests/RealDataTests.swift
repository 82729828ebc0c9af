import Foundation
import Testing

extension EndToEndTests {
    /// The panel of flights that the repository carries.
    @Suite struct RealDataTests {
        private static let configuration = """
            database: world.sqlite
            features:
              behaviour: [scheduled, cancelled, dep_delay_min]
              performance: [flown, miles, seats_flown, air_min, arr_delay_min, late15]
              profile: [carrier, dest, band, distance, airline, dest_tz, dest_lat]
              scenario: [name, lat, lon, alt]
            tasks:
              - { name: flown, column: flown, aggregate: sum, unit: flights }
              - { name: seats_flown, column: seats_flown, aggregate: sum, unit: seats }
              - { name: arr_delay_min, column: arr_delay_min, aggregate: sum, unit: minutes }
              - { name: late15, column: late15, aggregate: sum, unit: flights }
              - { name: active_days, column: flown, aggregate: active_days, unit: days }
            model: { view_width: 16, experts: 2, knowledge_width: 16, generator_rank: 4, head_width: 8 }
            training: { epochs: 1, as_of_stride_days: 10 }

            """

        @Test func trainedUntilAutumnAndEvaluatedOnWinter() throws {
            let place = Workplace(emptyIn: try TemporaryDirectory())
            try Data(Self.configuration.utf8).write(to: URL(filePath: place.configuration))
            let packed = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../Fixtures/nycroutes.sqlite.gz").standardizedFileURL.path
            let unpacking = try RunningProgram(
                "/bin/sh", ["-c", "gzip -dc \"$1\" > \"$2\"", "sh", packed, place.database])
            #expect(try unpacking.outcome().ending == .exit(0))

            let inspected = try JSONDocument.decoded(
                try place.run("inspect", "--json").standardOutput, as: Inspection.self)
            #expect(inspected.advertisers == 737)
            #expect(inspected.rows == 211_566)
            #expect(inspected.days == 365)
            #expect(inspected.scenarios.map(\.scenario) == ["EWR", "JFK", "LGA"])

            let training = try place.run("train", "--until", "2013-10-31")
            #expect(training.ending == .exit(0), "\(training.standardError)")

            let evaluation = try place.run("evaluate", "--from", "2013-11-20", "--to", "2013-12-10", "--json")
            #expect(evaluation.ending == .exit(0), "\(evaluation.standardError)")
            let report = try JSONDocument.decoded(try #require(evaluation.outputLines.last), as: Report.self)
            #expect(report.cells.count == 15)
            #expect(report.cells.allSatisfy { $0.mean.nmae.map { $0.isFinite && $0 > 0 } == true })
            let nmae = try #require(report.overall.mean.nmae)
            // Forecasting nothing at all would give 1.
            #expect(nmae > 0 && nmae < 1)
        }
    }
}
