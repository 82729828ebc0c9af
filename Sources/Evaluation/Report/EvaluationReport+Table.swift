import AdvertiserDomain
import Foundation

extension EvaluationReport {
    /// The report as an aligned table, without a line break at its end.
    ///
    /// Columns of the point forecast appear only where it differs from the mean, those of repeating last week only where
    /// it was measured.
    package func table() -> String {
        let showsPoint = overall.point != overall.mean || cells.contains { $0.metrics.point != $0.metrics.mean }
        let showsLastWeek = overall.lastWeek != nil
        var table = TextTable(leftAligned: 2)
        var header = ["scenario", "task", "samples", "NMAE", "SMAPE", "bias"]
        if showsPoint { header += ["point NMAE", "point SMAPE"] }
        if showsLastWeek { header += ["last week NMAE", "SMAPE"] }
        table.add(header)

        func row(
            _ names: [String], samples: Int, _ mean: ErrorMetrics, bias: Double?, _ point: ErrorMetrics,
            _ lastWeek: ErrorMetrics?
        ) -> [String] {
            func measures(_ metrics: ErrorMetrics?) -> [String] {
                [TextTable.decimal(metrics?.nmae, places: 3), TextTable.decimal(metrics?.smape, places: 3)]
            }
            return names + [TextTable.grouped(samples)] + measures(mean) + [TextTable.decimal(bias, places: 2)]
                + (showsPoint ? measures(point) : []) + (showsLastWeek ? measures(lastWeek) : [])
        }
        for cell in cells {
            let metrics = cell.metrics
            table.add(
                row(
                    [cell.scenario, cell.task], samples: metrics.samples, metrics.mean, bias: metrics.bias,
                    metrics.point, metrics.lastWeek))
        }
        table.addRule()
        var total = row(["overall", ""], samples: samples, overall.mean, bias: nil, overall.point, overall.lastWeek)
        total[5] = ""
        table.add(total)
        return ([heading, table.text] + footnotes + coverageTable).joined(separator: "\n")
    }

    /// For each quantile the shares of outcomes below it and at or below it, and what calibration changed of its loss.
    private var coverageTable: [String] {
        guard let coverage, let levels = coverage.first?.quantiles.map(\.level), !levels.isEmpty else { return [] }
        var table = TextTable(leftAligned: 1)
        table.add(
            ["outcomes below, at or below; pinball loss by calibration"]
                + levels.map(QuantileCoverage.title(ofLevel:)))
        for task in coverage {
            table.add(
                [task.task]
                    + task.quantiles.map {
                        "\(TextTable.decimal($0.below, places: 3)) \(TextTable.decimal($0.atOrBelow, places: 3)) "
                            + change($0.calibrationChange)
                    })
        }
        return [table.text]
    }

    /// A share in per cent with its sign.
    private func change(_ share: Double?) -> String {
        guard let share, share.isFinite else { return "-" }
        let percent = TextTable.decimal(share * 100, places: 2)
        return (percent.hasPrefix("-") ? "" : "+") + percent + " %"
    }

    private var heading: String {
        let name = version.map { "\(model), version \($0)" } ?? model
        let rate = TextTable.grouped(Int(exactly: samplesPerSecond.rounded()) ?? 0)
        return "\(name), \(split): \(TextTable.grouped(samples)) samples, "
            + "\(TextTable.decimal(seconds, places: 1)) s, \(rate) samples/s"
    }

    private var footnotes: [String] {
        var notes: [String] = []
        if let percent = overall.percentBelowLastWeek {
            let direction = percent >= 0 ? "below" : "above"
            notes.append(
                "overall NMAE of the mean: \(TextTable.decimal(abs(percent), places: 1)) % \(direction) repeating last week"
            )
        }
        if overall.cellsWithoutNMAE > 0 {
            notes.append("cells without NMAE (outcomes sum to zero): \(overall.cellsWithoutNMAE)")
        }
        return notes
    }
}
