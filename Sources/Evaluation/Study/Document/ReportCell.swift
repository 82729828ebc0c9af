import AdvertiserDomain

/// A table's cell.
struct ReportCell: Equatable, Sendable {
    let text: String
    /// Set smaller after the text, such as a deviation or an interval.
    let detail: String?
    /// The best of what it stands beside: set in bold.
    let isBest: Bool
    /// What a difference says; it decides the colour, beside the words or signs that say it.
    let verdict: PairedDifference.Verdict?

    init(_ text: String, detail: String? = nil, isBest: Bool = false, verdict: PairedDifference.Verdict? = nil) {
        self.text = text
        self.detail = detail
        self.isBest = isBest
        self.verdict = verdict
    }

    /// What there is no value for.
    static let absent = ReportCell("–")

    static func count(_ value: Int) -> ReportCell { ReportCell(TextTable.grouped(value)) }

    static func summary(_ summary: MeasureSummary?, isBest: Bool = false) -> ReportCell {
        guard let summary else { return .absent }
        return ReportCell(
            ReportNumber.measure(summary.mean), detail: summary.deviation.map { "±\u{A0}" + ReportNumber.measure($0) },
            isBest: isBest)
    }

    /// A relative difference with its interval.
    static func difference(_ difference: PairedDifference?) -> ReportCell {
        guard let difference else { return .absent }
        let interval = ReportNumber.interval(difference)
        return ReportCell(
            ReportNumber.percent(difference.relative),
            detail: difference.verdict == .tie ? "tie, \(interval)" : interval, verdict: difference.verdict)
    }

    /// Values beside each other, those that read as the lowest in bold.
    static func summaries(_ summaries: [MeasureSummary?]) -> [ReportCell] {
        let shown = summaries.map { $0.map { ReportNumber.measure($0.mean) } }
        let lowest = summaries.compactMap { $0?.mean }.min().map(ReportNumber.measure)
        let isContest = summaries.count { $0 != nil } > 1
        return zip(summaries, shown).map { summary, text in
            .summary(summary, isBest: isContest && text != nil && text == lowest)
        }
    }
}
