import AdvertiserDomain

/// The names that a source lists, ascending, a page at a time.
struct AdvertiserNames {
    private let source: any HistorySource
    private var page: ArraySlice<String> = []
    private var last: String?
    private var isAtEnd = false

    private static let pageCount = 1_000

    init(source: any HistorySource) {
        self.source = source
    }

    /// Takes the next name before `bound`; where that is `bound` itself, drops it.
    ///
    /// - Parameter bound: `nil` for all names that are left.
    /// - Throws: what the source throws.
    mutating func next(before bound: String?) throws -> String? {
        guard let name = try first() else { return nil }
        if let bound {
            if name.equalsByScalars(bound) {
                page.removeFirst()
                return nil
            }
            guard name.precedesByScalars(bound) else { return nil }
        }
        page.removeFirst()
        return name
    }

    private mutating func first() throws -> String? {
        if page.isEmpty, !isAtEnd {
            page = try source.advertisers(after: last, limit: Self.pageCount)[...]
            isAtEnd = page.count < Self.pageCount
            last = page.last ?? last
        }
        return page.first
    }
}
