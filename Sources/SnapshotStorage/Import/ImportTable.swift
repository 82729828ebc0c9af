import GRDB

/// A table that rows are imported into, and the columns that its file must have.
struct ImportTable {
    let name: String
    /// The column that identifies a row.
    let key: String
    let required: [String]

    /// The columns of a file that the table takes: all, where there is no table yet.
    ///
    /// - returns: For each the name in the table and the index of the field.
    /// - throws: ``ImportError/missingColumn(file:column:suggestion:)``
    func fields(
        of reader: CSVReader, existing: [SnapshotSchema.Column]?, _ summary: inout ImportSummary
    ) throws -> [(column: String, index: Int)] {
        for column in [key] + required { _ = try reader.requiredIndex(of: column) }
        return reader.header.enumerated().compactMap { index, header in
            guard let existing else {
                // The configuration's spelling, where the case of the file differs.
                let known = ([key] + required).first { CSVReader.isSame($0, header) }
                return (known ?? header, index)
            }
            guard let column = existing.first(where: { CSVReader.isSame($0.name, header) }) else {
                summary.ignoredColumns.append("\(name).\(header)")
                return nil
            }
            return (column.name, index)
        }
    }
}
