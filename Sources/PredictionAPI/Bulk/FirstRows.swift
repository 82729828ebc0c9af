/// Keeps the first rows of an order, in memory for about twice as many as are wanted.
struct FirstRows {
    private let order: ForecastOrder
    /// `nil` for all.
    private let limit: Int?
    private var rows: [PlatformRow] = []

    /// Rows beyond the limit that may wait to be sorted out.
    private static let slack = 1_024

    init(_ order: ForecastOrder, limit: Int?) {
        self.order = order
        self.limit = limit
    }

    mutating func insert(_ row: PlatformRow) {
        rows.append(row)
        if let limit, rows.count - limit >= max(limit, Self.slack) { sortOut(limit) }
    }

    /// The rows in their order.
    mutating func sorted() -> [PlatformRow] {
        sortOut(limit ?? rows.count)
        return rows
    }

    private mutating func sortOut(_ limit: Int) {
        rows.sort(by: order.places)
        rows.removeLast(max(rows.count - limit, 0))
    }
}
