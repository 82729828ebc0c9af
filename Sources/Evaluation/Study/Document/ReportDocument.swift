/// A report before it is set in Markdown or HTML.
struct ReportDocument: Sendable {
    let title: String
    /// Sentences under the title.
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

/// Sentences, with the words in front that say what they are about.
struct ReportFinding: Equatable, Sendable {
    let subject: String
    /// At least one; each stands on its own.
    let sentences: [String]

    init(subject: String, sentences: [String]) {
        self.subject = subject
        self.sentences = sentences
    }

    init(subject: String, text: String) {
        self.init(subject: subject, sentences: [text])
    }
}
