import Dispatch
import Glibc
import Synchronization
import Testing

@testable import AdvertiserDomain

struct HistoryPassTests {
    private struct Fault: Error, Equatable {
        let place: String
    }

    /// Gives pages and counts those that were read.
    private final class PagedSource: HistorySource {
        let columns = HistoryColumns(behaviour: [], performance: [], profile: [], scenario: [], taskColumns: [])
        let pages: [[AdvertiserHistory]]
        /// The page that cannot be read.
        let faultyPage: Int?
        let readCount = Mutex(0)
        /// Signalled after each read but the first.
        let hasRead = DispatchSemaphore(value: 0)

        init(_ pages: [[AdvertiserHistory]], faultyPage: Int? = nil) {
            self.pages = pages
            self.faultyPage = faultyPage
        }

        func dataRange() -> DataRange? { nil }
        func scenarios() -> [ScenarioRecord] { [] }
        func history(of advertiser: String, from first: Day, through last: Day) -> AdvertiserHistory? { nil }
        func historyPages(from first: Day, through last: Day) -> any HistoryPages { Pages(source: self) }

        private struct Pages: HistoryPages {
            let source: PagedSource

            mutating func next() throws -> [AdvertiserHistory]? {
                let position = source.readCount.withLock { count in
                    defer { count += 1 }
                    return count
                }
                defer { if position > 0 { source.hasRead.signal() } }
                if position == source.faultyPage { throw Fault(place: "page \(position)") }
                return position < source.pages.count ? source.pages[position] : nil
            }
        }
    }

    /// An advertiser with two days in each of so many scenarios.
    private static func history(_ name: String, scenarios: Int = 1) -> AdvertiserHistory {
        AdvertiserHistory(
            advertiser: name, profile: [],
            snapshots: (0..<scenarios).flatMap { scenario in
                (0..<2).map { DailySnapshot(scenario: "s\(scenario)", day: Day(number: $0), measures: []) }
            })
    }

    private static func histories(_ numbers: Range<Int>) -> [AdvertiserHistory] {
        numbers.map { history("a\($0)") }
    }

    /// Two pairs a batch, where all cores may work.
    private func pass(over source: PagedSource, advertisersPerPage: Int = 2, isParallel: Bool) -> HistoryPass {
        HistoryPass(
            over: source, from: Day(number: 0), through: Day(number: 1), advertisersPerPage: advertisersPerPage,
            pairsPerBatch: isParallel ? 2 : nil)
    }

    @Test(arguments: [false, true])
    func deliversInTheOrderOfTheSource(isParallel: Bool) throws {
        let pages = [Self.histories(0..<150), [], Self.histories(150..<151), Self.histories(151..<215)]
        var names: [String] = []
        var counts: [Int] = []
        try pass(over: PagedSource(pages), advertisersPerPage: 100, isParallel: isParallel).forEachBatch { batch in
            // Some batches let others come before them.
            if batch.histories[0].advertiser.hasSuffix("0") { for _ in 0..<50 { sched_yield() } }
            return batch.histories.map(\.advertiser)
        } deliver: { batch in
            names += batch
            counts.append(batch.count)
        }
        #expect(names == (0..<215).map { "a\($0)" })
        #expect(counts == (isParallel ? [Int](repeating: 2, count: 107) + [1] : [100, 100, 15]))
    }

    @Test func aBatchEndsWithItsPairsOrThePage() throws {
        let pages = [
            [Self.history("a", scenarios: 2), Self.history("b"), Self.history("c")],
            [Self.history("d", scenarios: 3), Self.history("e", scenarios: 9), Self.history("f")],
        ]
        let pass = HistoryPass(
            over: PagedSource(pages), from: Day(number: 0), through: Day(number: 1), advertisersPerPage: 4,
            pairsPerBatch: 4)
        var batches: [String] = []
        try pass.forEachBatch { batch in
            let pairs = batch.histories.flatMap { history in
                (0..<history.snapshots.count / 2).map { "\(history.advertiser)\($0)" }
            }
            #expect(batch.pairs.upperBound <= pairs.count)
            return pairs[batch.pairs.clamped(to: 0..<pairs.count)].joined(separator: " ")
        } deliver: {
            batches.append($0)
        }
        #expect(batches == ["a0 a1 b0 c0", "d0 d1 d2", "e0 e1 e2 e3", "e4 e5 e6 e7", "e8 f0"])
    }

    @Test(arguments: [false, true])
    func nobodyIsNoBatch(isParallel: Bool) throws {
        for pages in [[], [[]], [[], []]] as [[[AdvertiserHistory]]] {
            let source = PagedSource(pages)
            try pass(over: source, isParallel: isParallel).forEachBatch {
                $0.histories.count
            } deliver: { _ in
                Issue.record("nobody is there")
            }
            #expect(source.readCount.withLock { $0 } == pages.count + 1)
        }
    }

    @Test func theNextPageIsReadWhileThisOneIsWorkedOnAndNoneAfterIt() throws {
        let source = PagedSource((0..<5).map { Self.histories(2 * $0..<2 * $0 + 2) })
        let working = Mutex(0)
        var delivered = 0
        try pass(over: source, isParallel: true).forEachBatch { _ in
            working.withLock { $0 += 1 }
            defer { working.withLock { $0 -= 1 } }
            return source.hasRead.wait(timeout: .now() + 20) == .success
        } deliver: { hasRead in
            delivered += 1
            #expect(hasRead)
            #expect(source.readCount.withLock { $0 } == delivered + 1)
            #expect(working.withLock { $0 } == 0)
        }
        #expect(delivered == 5)
    }

    @Test func theFirstBatchesAreNotHeldUpByTheirPage() throws {
        let source = PagedSource([Self.histories(0..<400)])
        let worked = Mutex(0)
        var delivered = 0
        try pass(over: source, advertisersPerPage: 400, isParallel: true).forEachBatch { _ in
            worked.withLock { $0 += 1 }
        } deliver: { _ in
            if delivered == 0 { #expect(worked.withLock { $0 } == 2) }
            delivered += 1
        }
        #expect(delivered == 200)
    }

    @Test func aloneTheCallingThreadDoesEverythingOneAfterTheOther() throws {
        let source = PagedSource([Self.histories(0..<6), Self.histories(6..<8)])
        let thread = pthread_self()
        let worked = Mutex(0)
        var delivered = 0
        try pass(over: source, advertisersPerPage: 4, isParallel: false).forEachBatch { _ in
            worked.withLock { $0 += 1 }
            return pthread_equal(pthread_self(), thread) != 0
        } deliver: { isCallingThread in
            delivered += 1
            #expect(isCallingThread)
            #expect(worked.withLock { $0 } == delivered)
            #expect(source.readCount.withLock { $0 } == delivered)
        }
        #expect(delivered == 2)
    }

    @Test(arguments: [false, true])
    func pagesBeforeAFaultAreDelivered(isParallel: Bool) throws {
        let source = PagedSource([Self.histories(0..<7), Self.histories(7..<9), Self.histories(9..<11)], faultyPage: 2)
        var names: [String] = []
        #expect(throws: Fault(place: "page 2")) {
            try pass(over: source, advertisersPerPage: 3, isParallel: isParallel).forEachBatch { batch in
                batch.histories.map(\.advertiser)
            } deliver: {
                for name in $0 where names.last != name { names.append(name) }
            }
        }
        #expect(names == (0..<9).map { "a\($0)" })
        #expect(source.readCount.withLock { $0 } == 3)
        let unreadable = PagedSource([], faultyPage: 0)
        #expect(throws: Fault(place: "page 0")) {
            try pass(over: unreadable, isParallel: isParallel).forEachBatch { _ in
            } deliver: { _ in
            }
        }
    }

    @Test(arguments: [false, true])
    func batchesBeforeOneAtFaultAreDelivered(isParallel: Bool) throws {
        let source = PagedSource([Self.histories(0..<6), Self.histories(6..<8)])
        var names: [String] = []
        #expect(throws: Fault(place: "a2")) {
            try pass(over: source, advertisersPerPage: isParallel ? 6 : 2, isParallel: isParallel).forEachBatch {
                batch in
                let first = batch.histories[0].advertiser
                if first > "a1" { throw Fault(place: first) }
                return batch.histories.map(\.advertiser)
            } deliver: {
                names += $0
            }
        }
        #expect(names == ["a0", "a1"])
    }

    @Test(arguments: [false, true])
    func aConsumerThatThrowsEndsEverything(isParallel: Bool) throws {
        let source = PagedSource((0..<9).map { Self.histories(2 * $0..<2 * $0 + 2) })
        let worked = Mutex(0)
        var delivered = 0
        #expect(throws: Fault(place: "writing")) {
            try pass(over: source, isParallel: isParallel).forEachBatch { _ in
                worked.withLock { $0 += 1 }
            } deliver: { _ in
                delivered += 1
                if delivered == 3 { throw Fault(place: "writing") }
            }
        }
        #expect(worked.withLock { $0 } == 3)
        #expect(source.readCount.withLock { $0 } == (isParallel ? 4 : 3))
    }
}
