/// Pairs of advertiser and scenario that are worked on together.
package struct HistoryBatch: Sendable {
    /// The advertisers of the pairs, each with all its scenarios: the first and the last may have pairs in other batches too.
    package let histories: [AdvertiserHistory]
    /// Positions of the pairs among all pairs of ``histories``, by advertiser, then scenario.
    package let pairs: Range<Int>

    /// All pairs of some advertisers.
    package init(_ histories: [AdvertiserHistory]) {
        self.init(histories, pairs: 0..<Int.max)
    }

    private init(_ histories: [AdvertiserHistory], pairs: Range<Int>) {
        self.histories = histories
        self.pairs = pairs
    }

    /// The pairs of some advertisers, so many a batch; the last one may have fewer.
    static func batches(of histories: [AdvertiserHistory], pairCount: Int) -> [HistoryBatch] {
        var batches: [HistoryBatch] = []
        var waiting: [AdvertiserHistory] = []
        // Of the pairs of those who wait: the first that is in no batch, and their number.
        var first = 0
        var end = 0
        for history in histories {
            let ownCount = history.rows.stretches.count
            waiting.append(history)
            end += ownCount
            while end - first >= pairCount {
                batches.append(HistoryBatch(waiting, pairs: first..<first + pairCount))
                let left = end - first - pairCount
                waiting = left > 0 ? [history] : []
                end = left > 0 ? ownCount : 0
                first = end - left
            }
        }
        if first < end { batches.append(HistoryBatch(waiting, pairs: first..<end)) }
        return batches
    }
}
