import Glibc

/// Comparison by bytes, as SQLite's BINARY collation does it: Swift's own holds "é" and "e\u{301}" for equal, the database
/// does not.
extension String {
    /// Whether this comes before `other` by Unicode scalars (the order of UTF-8 bytes is the same).
    package func precedesByScalars(_ other: String) -> Bool {
        order(by: other).map { $0 < 0 } ?? utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Whether the bytes of both are the same.
    package func equalsByScalars(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return order(by: other).map { $0 == 0 } ?? utf8.elementsEqual(other.utf8)
    }

    /// Below, at or above 0 as this comes before, is, or comes after `other`; `nil` where the bytes of either do not lie in
    /// one piece.
    private func order(by other: String) -> Int? {
        utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { other in
                // Empty ones may have no address.
                guard let first = own.baseAddress, let second = other.baseAddress else {
                    return own.count - other.count
                }
                let order = memcmp(first, second, min(own.count, other.count))
                return order == 0 ? own.count - other.count : Int(order)
            }
        }.flatMap { $0 }
    }
}
