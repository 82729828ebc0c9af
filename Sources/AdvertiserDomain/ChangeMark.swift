/// Tells whether a source was written to.
package struct ChangeMark: Hashable, Sendable {
    /// Counts the files that were read under the source's path.
    package let file: Int
    /// Of the content of one file.
    private let version: Int

    package init(file: Int, version: Int) {
        self.file = file
        self.version = version
    }
}
