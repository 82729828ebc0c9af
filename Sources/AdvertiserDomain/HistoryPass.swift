import Dispatch
import Synchronization

/// One pass over everybody's histories: they are read page by page, worked on in batches, and what comes of each batch is
/// delivered in the order of the source.
///
/// Where all processor cores may work, they share the batches of a page, and one of them first reads the next page. So at
/// most one page is read ahead, nothing runs beside a delivery, and nothing is left running when one throws.
package struct HistoryPass: Sendable {
    private let source: any HistorySource
    private let first: Day
    private let last: Day
    private let advertisersPerPage: Int
    private let pairsPerBatch: Int?

    /// Batches of the first page that the cores share at first, and then twice as many each time: they shall be delivered
    /// soon.
    private static let firstBatches = 2

    /// - Parameters:
    ///   - advertisersPerPage: who are read together.
    ///   - pairsPerBatch: what one core works on at once; `nil` where the calling thread alone may work, which then takes a
    ///     page at a time and reads nothing ahead.
    package init(
        over source: any HistorySource, from first: Day, through last: Day, advertisersPerPage: Int,
        pairsPerBatch: Int?
    ) {
        self.source = source
        self.first = first
        self.last = last
        self.advertisersPerPage = advertisersPerPage
        self.pairsPerBatch = pairsPerBatch
    }

    /// - Parameters:
    ///   - work: called with each batch, on any thread and for several at a time.
    ///   - deliver: called with what came of each batch, on the calling thread.
    /// - Throws: what the source, `work` or `deliver` throws first, after all pages or batches before were delivered.
    package func forEachBatch<Output: Sendable>(
        _ work: @Sendable (HistoryBatch) throws -> Output, deliver: (Output) throws -> Void
    ) throws {
        var pages = EvenHistoryPages(
            try source.historyPages(from: first, through: last), advertiserCount: advertisersPerPage)
        if let pairsPerBatch {
            try forEachBatch(of: pages, pairCount: pairsPerBatch, work, deliver: deliver)
        } else {
            while let page = try pages.next() { try deliver(work(HistoryBatch(page))) }
        }
    }

    private func forEachBatch<Output: Sendable>(
        of pages: EvenHistoryPages, pairCount: Int, _ work: @Sendable (HistoryBatch) throws -> Output,
        deliver: (Output) throws -> Void
    ) throws {
        let pages = Mutex(pages)
        var page = try pages.withLock { try $0.next() }
        var share = Self.firstBatches
        while let histories = page {
            var batches = HistoryBatch.batches(of: histories, pairCount: pairCount)[...]
            while batches.count >= 2 * share {
                for outcome in outcomes(of: batches.prefix(share), work) { try deliver(outcome.get()) }
                batches = batches.dropFirst(share)
                share *= 2
            }
            let next = Mutex(Result<[AdvertiserHistory]?, any Error>.success(nil))
            let outcomes = outcomes(of: batches, work) {
                let read = Result { try pages.withLock { try $0.next() } }
                next.withLock { $0 = read }
            }
            for outcome in outcomes { try deliver(outcome.get()) }
            page = try next.withLock { $0 }.get()
        }
    }

    /// What comes of each batch; all cores work.
    ///
    /// - Parameter other: what one of the cores does first.
    private func outcomes<Output: Sendable>(
        of batches: ArraySlice<HistoryBatch>, _ work: @Sendable (HistoryBatch) throws -> Output,
        after other: @Sendable () -> Void = {}
    ) -> [Result<Output, any Error>] {
        let outcomes = Mutex([Result<Output, any Error>?](repeating: nil, count: batches.count))
        @Sendable func run(_ index: Int) {
            guard index > 0 else { return other() }
            let outcome = Result { try work(batches[batches.startIndex + index - 1]) }
            outcomes.withLock { $0[index - 1] = outcome }
        }
        DispatchQueue.concurrentPerform(iterations: batches.count + 1, execute: run)
        return outcomes.withLock { $0.compactMap(\.self) }
    }
}
