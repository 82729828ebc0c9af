/// There is no day to learn from, or to forecast from.
package struct NoCompleteDay: OperatorError, Equatable {
    /// Where days were looked for: a path, or words.
    package let database: String
    /// Whether the database lists its complete days, none of which has a row.
    package let isListed: Bool

    package init(database: String = "the database", isListed: Bool = false) {
        self.database = database
        self.isListed = isListed
    }

    package var isUsageFault: Bool { false }

    package var description: String {
        isListed
            ? "\(database) has no complete day: snapshot_days lists none on which daily_snapshots has a row; list the days "
                + "that are whole"
            : "\(database) has no complete day; fill it with adcast generate or import"
    }
}
