extension SequenceCodes {
    /// Calls `body` for each row with the table rows that its days use: for each day one a field, then the position's.
    func forEachRow(_ body: (Int, UnsafePointer<Int32>) -> Void) {
        let perDay = fields + 1
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: days * perDay) { tableRows in
            guard let base = tableRows.baseAddress, let codesBase = codes.baseAddress else { return }
            for row in 0..<rows {
                var source = codesBase + row * days * fields
                var target = base
                for day in 0..<days {
                    for field in 0..<fields {
                        target[field] = Int32(truncatingIfNeeded: field * binCount + Int(source[field]))
                    }
                    target[fields] = Int32(truncatingIfNeeded: fields * binCount + day)
                    source += fields
                    target += perDay
                }
                body(row, base)
            }
        }
    }
}
