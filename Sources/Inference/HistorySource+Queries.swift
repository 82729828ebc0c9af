import AdvertiserDomain

extension HistorySource {
    /// The queries with their histories, read together; one outcome a query, in their order.
    package func complete(_ queries: [PendingQuery], windowDays: Int) -> [Result<ForecastQuery, any Error>] {
        let wanted = queries.compactMap { query in
            if case .stored(let stored) = query { stored.history(windowDays: windowDays) } else { nil }
        }
        let histories = wanted.isEmpty ? .success([]) : Result { try self.histories(wanted) }
        var next = 0
        return queries.map { query in
            switch query {
            case .complete(let query):
                return .success(query)
            case .stored(let query):
                defer { next += 1 }
                return Result { try query.completed(by: histories.get()[next].get()) }
            }
        }
    }
}
