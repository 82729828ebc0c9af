/// The report of a study as text: Markdown and one self-contained page.
package struct StudyReport: Sendable {
    package let results: StudyResults

    package init(results: StudyResults) {
        self.results = results
    }
}
