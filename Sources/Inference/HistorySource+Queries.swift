import AdvertiserDomain

extension HistorySource {
    /// The queries with their histories, those of one as-of date read together; one outcome a query, in their order.
    package func complete(_ queries: [PendingQuery], windowDays: Int) -> [Result<ForecastQuery, any Error>] {
        var positions: [Day: [Int]] = [:]
        var outcomes = queries.enumerated().map { position, query -> Result<ForecastQuery, any Error> in
            switch query {
            case .complete(let query): return .success(query)
            case .stored(let query):
                positions[query.asOf, default: []].append(position)
                return .failure(UnknownAdvertiser(name: query.advertiser))
            }
        }
        for (asOf, positions) in positions {
            let stored = positions.compactMap { position -> StoredQuery? in
                if case .stored(let query) = queries[position] { query } else { nil }
            }
            let histories = Result {
                try self.histories(of: stored.map(\.advertiser), from: asOf - (windowDays - 1), through: asOf)
            }
            for (index, (position, query)) in zip(positions, stored).enumerated() {
                outcomes[position] = Result { try query.completed(by: histories.get()[index].get()) }
            }
        }
        return outcomes
    }
}
