/// The discretised days of a batch's windows: `rows` × `days` × `fields` bin codes below `binCount`.
///
/// Every code is a row of a lookup table that has `fields` blocks of `binCount` rows, then one row a day of the window.
package struct SequenceCodes {
    package let codes: UnsafeBufferPointer<UInt8>
    package let rows: Int
    package let days: Int
    package let fields: Int
    package let binCount: Int

    /// - Parameter codes: `rows` × `days` × `fields` codes that outlive the tape's pass.
    package init(codes: UnsafeBufferPointer<UInt8>, rows: Int, days: Int, fields: Int, binCount: Int) {
        precondition(codes.count >= rows * days * fields, "\(codes.count) codes do not fill \(rows) windows")
        self.codes = codes
        self.rows = rows
        self.days = days
        self.fields = fields
        self.binCount = binCount
    }

    /// Rows of the lookup table: fields · bins + days.
    package var tableRows: Int { fields * binCount + days }
}
