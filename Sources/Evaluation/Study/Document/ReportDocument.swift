/// A report before it is set in Markdown or HTML.
struct ReportDocument: Sendable {
    let title: String
    /// One line under the title.
    let subtitle: String
    let sections: [ReportSection]
}

/// A heading and what is below it.
struct ReportSection: Sendable {
    /// Unique in its document; lower-case ASCII letters, digits and hyphens.
    let anchor: String
    let title: String
    let blocks: [ReportBlock]
}

/// A part of a section; all text is plain.
enum ReportBlock: Sendable {
    case heading(String)
    case paragraph(String)
    case findings([ReportFinding])
    case table(ReportTable)
    /// Side by side where there is room.
    case figures([ReportFigure])
    case code([String])
}

/// A sentence, with the words in front that say what it is about.
struct ReportFinding: Equatable, Sendable {
    let subject: String
    let text: String
}
