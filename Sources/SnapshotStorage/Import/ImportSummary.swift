import AdvertiserDomain

/// What an import did.
package struct ImportSummary: Equatable, Sendable {
    /// Rows of `scenarios` added or changed.
    package var scenarios = 0
    /// Rows of `advertisers` added or changed.
    package var advertisers = 0
    /// Rows of `daily_snapshots` written.
    package var snapshots = 0
    /// Rows of the same days that gave way to them.
    package var replacedSnapshots = 0
    /// The days written, ascending.
    package var days: [Day] = []
    /// Columns of the files that the tables do not have, as `table.column`.
    package var ignoredColumns: [String] = []

    package init() {}
}

/// How far an import is.
package struct ImportProgress: Equatable, Sendable {
    /// The file at hand, as errors call it.
    package let file: String
    /// Records of it so far.
    package let records: Int
    /// Bytes of it so far.
    package let bytes: Int

    package init(file: String, records: Int, bytes: Int) {
        self.file = file
        self.records = records
        self.bytes = bytes
    }
}
