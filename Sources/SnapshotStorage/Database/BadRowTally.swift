import AdvertiserDomain

/// What one pass over the database read and left out.
package struct BadRowTally: Equatable, Sendable {
    /// The share of the rows that quarantine may leave out.
    package static let largestShare = 0.01
    /// The number of rows that quarantine may always leave out.
    package static let alwaysAllowed = 100
    /// Faults kept as examples.
    static let exampleCount = 5

    /// Rows read, the bad ones included.
    package private(set) var rows = 0
    package private(set) var badRows = 0
    /// The first few bad rows.
    package private(set) var examples: [RowFault] = []

    package init() {}

    /// The number of bad rows that quarantine may leave out of so many rows.
    package var allowed: Int { max(Self.alwaysAllowed, Int(Double(rows) * Self.largestShare)) }

    mutating func count(rows added: Int) { rows += added }

    mutating func count(_ fault: RowFault) {
        badRows += 1
        if examples.count < Self.exampleCount { examples.append(fault) }
    }

    mutating func add(_ other: BadRowTally) {
        rows += other.rows
        badRows += other.badRows
        examples.append(contentsOf: other.examples.prefix(Self.exampleCount - examples.count))
    }

    /// - throws: ``StorageError`` where the policy does not allow what was found.
    func require(_ policy: BadRowPolicy, path: String) throws {
        guard let first = examples.first else { return }
        switch policy {
        case .fail:
            throw StorageError.badRow(path: path, first)
        case .quarantine where badRows > allowed:
            throw StorageError.tooManyBadRows(path: path, badRows: badRows, rows: rows, allowed: allowed, first: first)
        case .quarantine:
            return
        }
    }
}
