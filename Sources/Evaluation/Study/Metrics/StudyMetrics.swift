import AdvertiserDomain
import Foundation

/// What a study measured, without the sums it was measured from: for other programs to read.
package struct StudyMetrics: Codable, Equatable, Sendable {
    /// The variants of a held-out scenario after some labelled days.
    package struct HeldOut: Codable, Equatable, Sendable {
        package let scenario: String
        package let launchDay: Day
        package let labelledDays: Int
        package let variants: [VariantMetrics]

        private enum CodingKeys: String, CodingKey {
            case scenario, variants
            case launchDay = "launch_day"
            case labelledDays = "labelled_days"
        }
    }

    /// The variants of a swept parameter.
    package struct Sweep: Codable, Equatable, Sendable {
        package let parameter: SweepParameter
        package let variants: [VariantMetrics]
    }

    package let dataSet: String
    package let main: [VariantMetrics]?
    package let heldOut: [HeldOut]
    package let sweeps: [Sweep]

    private enum CodingKeys: String, CodingKey {
        case main, sweeps
        case dataSet = "data_set"
        case heldOut = "held_out"
    }

    /// One JSON object on one line, keys sorted, so that equal studies are equal texts.
    package func jsonLine() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    init(_ analysis: StudyAnalysis) {
        dataSet = analysis.results.dataSet.name
        main = analysis.main.map { VariantMetrics.all(of: $0, cells: $0.part.cells) }
        heldOut = analysis.heldOut.map {
            HeldOut(
                scenario: $0.held.scenario, launchDay: $0.held.launchDay, labelledDays: $0.held.labelledDays,
                variants: VariantMetrics.all(of: $0.statistics, cells: $0.cells))
        }
        sweeps = analysis.sweeps.map {
            Sweep(
                parameter: $0.sweep.parameter,
                variants: VariantMetrics.all(of: $0.statistics, cells: $0.statistics.part.cells))
        }
    }
}
