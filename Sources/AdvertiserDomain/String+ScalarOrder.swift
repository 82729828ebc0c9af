/// Comparison by bytes, as SQLite's BINARY collation does it: Swift's own holds "é" and "e\u{301}" for equal, the database
/// does not.
extension String {
    /// Whether this comes before `other` by Unicode scalars (the order of UTF-8 bytes is the same).
    package func precedesByScalars(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// Whether the bytes of both are the same.
    package func equalsByScalars(_ other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
