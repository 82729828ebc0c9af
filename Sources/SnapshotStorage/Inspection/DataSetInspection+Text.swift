import AdvertiserDomain

extension DataSetInspection {
    /// What a person reads on a terminal.
    package var text: String {
        [overview, sampleTable, correlationTable].compactMap(\.self).joined(separator: "\n\n")
    }

    private var overview: String {
        var table = TextTable(leftAligned: 2)
        table.add(["database", database])
        table.add(["rows", TextTable.grouped(rows)])
        if rowsLeftOut > 0 { table.add(["bad rows left out", TextTable.grouped(rowsLeftOut)]) }
        table.add(["advertisers", TextTable.grouped(advertisers)])
        let source = listsCompleteDays ? "listed in snapshot_days" : "every date counts"
        table.add(["complete days", "\(TextTable.grouped(days)), \(oldest) to \(newest) (\(source))"])
        let shown = gaps.prefix(8).map(\.isoText).joined(separator: ", ")
        let more = gaps.count > 8 ? " and \(gaps.count - 8) more" : ""
        table.add(["days without rows", gaps.isEmpty ? "none" : shown + more])
        if let asOfDates {
            for (name, dates) in [
                ("train", asOfDates.train), ("validation", asOfDates.validation), ("test", asOfDates.test),
            ] {
                guard let first = dates.first, let last = dates.last else { continue }
                table.add(["as-of dates, \(name)", "\(dates.count), \(first) to \(last)"])
            }
        }
        return table.text
    }

    private var sampleTable: String {
        var table = TextTable(leftAligned: 1)
        table.add(["scenario", "advertisers", "rows", "train", "validation", "test"])
        for scenario in scenarios {
            let samples = scenario.samples.map { [$0.train, $0.validation, $0.test].map(TextTable.grouped) }
            table.add(
                [
                    scenario.scenario + (scenario.isListed ? "" : " (not in scenarios)"),
                    TextTable.grouped(scenario.advertisers), TextTable.grouped(scenario.rows),
                ] + (samples ?? ["–", "–", "–"]))
        }
        let title = "Samples of each scenario (window \(windowDays) days, horizon \(horizonDays) days)"
        let remark = asOfDates == nil ? "\nThe days are too few for the three parts of a study." : ""
        return "\(title)\n\(table.text)\(remark)"
    }

    private var correlationTable: String? {
        guard let tasks = correlations.first?.tasks else { return nil }
        var table = TextTable(leftAligned: 2)
        table.add(["scenarios", "", "advertisers"] + tasks.map(\.task))
        for correlation in correlations {
            table.add(
                [correlation.first, correlation.second, TextTable.grouped(correlation.advertisers)]
                    + correlation.tasks.map { TextTable.coefficient($0.coefficient) })
        }
        return
            "Pearson correlation between scenarios (sums over \(horizonDays) days that do not overlap, of advertisers "
            + "with a row in both)\n\(table.text)"
    }
}
