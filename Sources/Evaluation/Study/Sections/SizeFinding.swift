/// Whether the model's margin over the best baseline is larger in the minor scenarios than in the largest.
enum SizeFinding {
    private struct Margin {
        let comparison: CellComparison
        let difference: PairedDifference
    }

    static func finding(_ main: PartStatistics, _ model: Int, _ measure: StudyMeasure) -> ReportFinding? {
        guard let largest = main.part.largestScenario, let minor = main.part.minorCells,
            let inMinor = margin(main, model, measure, over: minor),
            let inLargest = margin(main, model, measure, over: main.part.cells(ofScenario: largest))
        else { return nil }
        let text =
            "Against the best baseline of each, \(main.name(model)) is at "
            + "\(words(inMinor, main, "the minor scenarios")) and at "
            + "\(words(inLargest, main, "\(main.part.scenarios[largest]), the largest")). "
        let difference = main.marginDifference(of: inMinor.comparison, and: inLargest.comparison, measure)
        return ReportFinding(
            subject: "Minor scenarios, \(measure.title)", text: text + conclusion(inMinor, difference))
    }

    private static func margin(
        _ main: PartStatistics, _ model: Int, _ measure: StudyMeasure, over cells: [Int]
    ) -> Margin? {
        guard let best = main.best(of: main.baselines, measure, over: cells),
            let difference = main.difference(of: model, with: best, measure, over: cells)
        else { return nil }
        return Margin(
            comparison: CellComparison(first: model, second: best, cells: cells), difference: difference)
    }

    private static func words(_ margin: Margin, _ main: PartStatistics, _ place: String) -> String {
        let difference = margin.difference
        return "\(ReportNumber.percent(difference.relative)) in \(place) (\(main.name(margin.comparison.second)), "
            + "\(ReportNumber.interval(difference))\(difference.verdict == .tie ? ", a tie" : ""))"
    }

    /// Two intervals say little about how far apart their middles are: the difference has one of its own.
    private static func conclusion(_ inMinor: Margin, _ difference: MarginDifference?) -> String {
        if inMinor.difference.relative >= 0 { return "It has no margin in the minor scenarios." }
        guard let difference else { return "" }
        let values =
            "\(ReportNumber.points(difference.value)), 95\u{A0}% interval \(ReportNumber.interval(difference))"
        return switch difference.verdict {
        case .larger: "The margin is larger in the minor scenarios (\(values))."
        case .smaller: "The margin is smaller in the minor scenarios (\(values))."
        case .level: "The two margins are not told apart (that in the minor scenarios less the other \(values))."
        }
    }
}
