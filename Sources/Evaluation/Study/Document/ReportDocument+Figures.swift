extension ReportDocument {
    /// All figures in their order.
    var figures: [ReportFigure] {
        sections.flatMap(\.blocks).flatMap { block -> [ReportFigure] in
            guard case .figures(let figures) = block else { return [] }
            return figures
        }
    }
}

extension ReportFigure {
    /// Where its document lies, from the report's directory.
    var path: String { "figures/\(name).svg" }
}
