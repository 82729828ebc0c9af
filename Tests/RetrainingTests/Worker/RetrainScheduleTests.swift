import AdvertiserDomain
import Foundation
import Testing

@testable import Retraining

struct RetrainScheduleTests {
    private static let began = Date(timeIntervalSince1970: 1_600_000_000)
    private static let monday = Day(number: 18_100)

    private func next(
        _ configuration: RetrainingConfiguration = RetrainingConfiguration(isEnabled: true), after seconds: Double = 0,
        newest: Day? = monday, champion: Day = monday, records: [RetrainRecord] = [], jitter: Double = 0
    ) -> RetrainSchedule.Next {
        RetrainSchedule(configuration: configuration, beganAt: Self.began).next(
            at: Self.began + seconds, newestDay: newest, championDay: champion, records: records, jitter: jitter)
    }

    private func record(
        _ cycle: Int, _ outcome: RetrainRecord.Outcome, day: Day = monday, startedAt seconds: Double = 0,
        lasting: Double = 0
    ) -> RetrainRecord {
        RetrainRecord(
            cycle: cycle, trigger: RetrainTrigger(kind: .newDay, why: ""), newestDay: day,
            startedAt: Self.began + seconds, finishedAt: outcome == .started ? nil : Self.began + seconds + lasting,
            outcome: outcome, reason: "reason \(cycle)")
    }

    private func isNewDay(_ next: RetrainSchedule.Next) -> Bool {
        if case .cycle(let trigger) = next { trigger.kind == .newDay } else { false }
    }

    @Test func aDayNewerThanTheChampionsStartsACycle() {
        #expect(next() == .wait(until: nil))
        #expect(
            next(newest: Self.monday + 1)
                == .cycle(RetrainTrigger(kind: .newDay, why: "2019-07-24 is complete")))
        #expect(next(newest: nil) == .wait(until: nil))
        #expect(next(newest: Self.monday - 1) == .wait(until: nil))
        let onSchedule = RetrainingConfiguration(isEnabled: true, onNewDay: false)
        #expect(next(onSchedule, newest: Self.monday + 1) == .wait(until: nil))
        #expect(next(RetrainingConfiguration(), newest: Self.monday + 1) == .wait(until: nil))
    }

    @Test(arguments: [RetrainRecord.Outcome.promoted, .refused, .held])
    func aDayIsJudgedOnce(outcome: RetrainRecord.Outcome) {
        let judged = [record(1, outcome, day: Self.monday + 1)]
        #expect(next(newest: Self.monday + 1, records: judged) == .wait(until: nil))
        #expect(isNewDay(next(newest: Self.monday + 2, records: judged)))
    }

    @Test func anInterruptedCycleIsTakenUpAtOnce() {
        #expect(isNewDay(next(newest: Self.monday + 1, records: [record(1, .interrupted, day: Self.monday + 1)])))
    }

    @Test(arguments: [(1, 60), (2, 120), (3, 240), (9, 15_360), (10, 21_600), (60, 21_600)])
    func failuresAreFollowedByLongerAndLongerWaits(failures: Int, seconds: Double) {
        // The end of the last one, 100 s after the beginning, counts.
        let records = [record(1, .promoted)] + (1...failures).map { record(1 + $0, .failed, lasting: 100) }
        let after = "reason \(1 + failures)"
        func next(at moment: Double, jitter: Double = 0) -> RetrainSchedule.Next {
            self.next(after: moment, newest: Self.monday + 1, records: records, jitter: jitter)
        }
        #expect(
            next(at: 100 + seconds - 1) == .backOff(until: Self.began + 100 + seconds, after: after))
        #expect(isNewDay(next(at: 100 + seconds)))
        #expect(
            next(at: 100 + seconds, jitter: 0.5)
                == .backOff(until: Self.began + 100 + seconds * 1.125, after: after))
    }

    @Test func aCycleWithoutAnEndCountsAsAFailure() {
        let records = [record(1, .started, startedAt: -10)]
        #expect(
            next(newest: Self.monday + 1, records: records)
                == .backOff(until: Self.began + 50, after: "the end of cycle 1 is not written down"))
        let interrupted = records + [record(2, .interrupted, startedAt: -5)]
        #expect(
            next(newest: Self.monday + 1, records: interrupted)
                == .backOff(until: Self.began + 50, after: "the end of cycle 1 is not written down"))
        #expect(isNewDay(next(newest: Self.monday + 1, records: interrupted + [record(3, .refused)])))
    }

    @Test func aFailureInTheFutureIsIgnored() {
        #expect(isNewDay(next(newest: Self.monday + 1, records: [record(1, .failed, startedAt: 1e9)])))
    }

    @Test func theScheduleCountsFromTheLastDecision() {
        let configuration = RetrainingConfiguration(
            isEnabled: true, onNewDay: false, everyHours: 24, jitterMinutes: 30)
        #expect(next(configuration, jitter: 0.5) == .wait(until: Self.began + 86_400 + 900))
        let records = [record(1, .refused, startedAt: -80_000), record(2, .interrupted, startedAt: -100)]
        #expect(next(configuration, records: records) == .wait(until: Self.began + 6_400))
        #expect(next(configuration, after: 6_399, records: records) == .wait(until: Self.began + 6_400))
        #expect(
            next(configuration, after: 6_400, records: records)
                == .cycle(RetrainTrigger(kind: .schedule, why: "the last cycle began 24.0 h ago")))
        #expect(
            next(configuration, after: 6_400, records: records, jitter: 1) == .wait(until: Self.began + 6_400 + 1_800))
        // A start in the future was written by a clock that was wrong.
        #expect(
            next(configuration, records: [record(1, .refused, startedAt: 1e9)])
                == .wait(until: Self.began + 86_400))
    }

    @Test func aNewDayComesBeforeTheSchedule() {
        let configuration = RetrainingConfiguration(isEnabled: true, everyHours: 1)
        #expect(isNewDay(next(configuration, after: 7_200, newest: Self.monday + 1)))
        guard case .cycle(let trigger) = next(configuration, after: 7_200) else {
            Issue.record("no cycle")
            return
        }
        #expect(trigger.kind == .schedule)
    }
}
