import AdvertiserDomain
import Foundation
import Testing

@testable import Features

@Suite struct DenseFeaturesTests {
    private func features(
        measures: Int, windowDays: Int, horizonDays: Int, patternDays: Int = 0
    ) -> DenseFeatures {
        let names = (0..<measures).map { "m\($0)" }
        return DenseFeatures(
            specification: FeatureSpecification(
                columns: HistoryColumns(
                    behaviour: [names[0]], performance: Array(names.dropFirst()), profile: [], scenario: [],
                    taskColumns: []),
                tasks: [], windowDays: windowDays, horizonDays: horizonDays, patternDays: patternDays))
    }

    /// Days in order; the last is the as-of day.
    private func write(_ features: DenseFeatures, own: [[Float]], all: [[Float]], weekday: Int = 0) -> [Float] {
        var output = [Float](repeating: .nan, count: features.width)
        var scratch = [Double](repeating: .nan, count: features.scratchCount)
        let own = Array(own.joined())
        let all = Array(all.joined())
        let lastDay = own.count - features.measureCount
        own.withUnsafeBufferPointer { own in
            all.withUnsafeBufferPointer { all in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    output.withUnsafeMutableBufferPointer { output in
                        guard let own = own.baseAddress, let all = all.baseAddress,
                            let scratch = scratch.baseAddress, let output = output.baseAddress
                        else { return }
                        features.write(
                            own: own + lastDay, all: all + lastDay, weekday: weekday, scratch: scratch, to: output)
                    }
                }
            }
        }
        return output
    }

    private func expectClose(_ values: [Float], _ expected: [Double]) {
        #expect(values.count == expected.count)
        for (value, expected) in zip(values, expected) { #expect(abs(Double(value) - expected) < 1e-6) }
    }

    @Test(arguments: [
        (1, [1], [1]), (3, [1, 3], [3]), (5, [1, 3, 5], [5]), (7, [1, 3, 7], [7]), (10, [1, 3, 7, 10], [7, 10]),
        (28, [1, 3, 7, 14, 28], [7, 28]), (40, [1, 3, 7, 14, 28, 40], [7, 28]),
    ])
    func windowsAreBoundedByT(windowDays: Int, sumWindows: [Int], shareWindows: [Int]) {
        let features = features(measures: 2, windowDays: windowDays, horizonDays: 7)
        #expect(features.sumWindows == sumWindows)
        #expect(features.shareWindows == shareWindows)
        let sums = sumWindows.count
        #expect(features.width == 2 * 2 * (sums + shareWindows.count + sums - 1) + 2 * sums)
        #expect(features.firstWeekday == nil)
    }

    @Test func sumsSharesAndOrderByHand() {
        let features = features(measures: 2, windowDays: 4, horizonDays: 14)
        // A day before the window, which must not count, then the four days of the window.
        let own: [[Float]] = [[100, 100], [8, 0], [0, 0], [2, 1], [5, 0]]
        let all: [[Float]] = [[100, 100], [9, 3], [1, 0], [2, 1], [7, 0.5]]
        let ownFeatures: [Double] = [log(6), log(8), log(16), log(1), log(2), log(2), 0.75, 0.25]
        let ownTrends: [Double] = [log(6 / 8), log(8 / 16), log(1 / 2), log(2 / 2)]
        let allFeatures: [Double] = [log(8), log(11), log(20), log(1.5), log(2.5), log(5.5), 1, 0.75]
        let allTrends: [Double] = [log(8 / 11), log(11 / 20), log(1.5 / 2.5), log(2.5 / 5.5)]
        let shares: [Double] = [log(6 / 8), log(8 / 11), log(16 / 20), log(1 / 1.5), log(2 / 2.5), log(2 / 5.5)]
        expectClose(
            write(features, own: own, all: all), ownFeatures + ownTrends + allFeatures + allTrends + shares)
    }

    @Test func longWindowByHand() {
        let features = features(measures: 1, windowDays: 40, horizonDays: 7)
        // The day k days before the as-of day has value 1 where k is even.
        let own = (0..<40).reversed().map { [Float($0 % 2 == 0 ? 1 : 0)] }
        let all = own.map { [2 * $0[0]] }
        let ownFeatures: [Double] = [log(2), log(3), log(5), log(8), log(15), log(21), 4.0 / 7, 0.5]
        let ownTrends: [Double] = [log(2 / 3), log(3 / 5), log(5 / 8), log(8 / 15), log(15 / 21)]
        let allFeatures: [Double] = [log(3), log(5), log(9), log(15), log(29), log(41), 4.0 / 7, 0.5]
        let allTrends: [Double] = [log(3 / 5), log(5 / 9), log(9 / 15), log(15 / 29), log(29 / 41)]
        let shares: [Double] = [log(2 / 3), log(3 / 5), log(5 / 9), log(8 / 15), log(15 / 29), log(21 / 41)]
        expectClose(
            write(features, own: own, all: all), ownFeatures + ownTrends + allFeatures + allTrends + shares)
    }

    @Test func singleDaysAreHeldAgainstTheUsualDay() {
        let features = features(measures: 2, windowDays: 4, horizonDays: 14, patternDays: 3)
        #expect(features.firstPattern == features.width - 2 * 2 * 3)
        // A day before the window, which must not count, then the four days of the window.
        let own: [[Float]] = [[100, 100], [8, 0], [0, 0], [2, 0], [5, 0]]
        let all: [[Float]] = [[900, 900], [70, 1], [1, 2], [4, 3], [7, 4]]
        let level: Double = (log(9) + log(3) + log(6)) / 3
        let days: [Double] = [log(6) - level, log(3) - level, 0] + [0, 0, 0]
        let flags: [Double] = [1, 1, 0] + [0, 0, 0]
        expectClose(Array(write(features, own: own, all: all).suffix(12)), days + flags)
    }

    @Test func theUsualDayIsThatOfTheLastFourWeeks() {
        let features = features(measures: 1, windowDays: 40, horizonDays: 5, patternDays: 30)
        // The as-of day has 1 less than e, the 27 days before it have e² − 1 at every third, all before 28 days 99.
        let own = (0..<40).reversed().map { lag -> [Float] in
            if lag >= 28 { return [99] }
            return [lag == 0 ? Float(M_E) - 1 : lag % 3 == 0 ? Float(M_E * M_E) - 1 : 0]
        }
        let level = (1 + 9 * 2) / 10.0
        let days = (0..<30).map { lag -> Double in
            lag >= 28 ? log(100) - level : lag == 0 ? 1 - level : lag % 3 == 0 ? 2 - level : 0
        }
        let flags = (0..<30).map { lag in lag >= 28 || lag % 3 == 0 ? 1.0 : 0 }
        let written = write(features, own: own, all: own, weekday: 6)
        expectClose(Array(written.suffix(60 + 7).prefix(60)), days + flags)
        #expect(written.suffix(7) == [0, 0, 0, 0, 0, 0, 1])
    }

    /// Measures go through in groups of four; no count of them may change what one of them gives.
    @Test func measuresDoNotDependOnTheirNumber() {
        func value(_ day: Int, _ measure: Int) -> Float { (day + measure) % 3 == 0 ? 0 : Float(day * 7 + measure) / 3 }
        let windows = 4 + 2 + 3
        for count in 1...10 {
            let own = (0..<12).map { day in (0..<count).map { value(day, $0) } }
            let together = write(
                features(measures: count, windowDays: 10, horizonDays: 7), own: own, all: own)
            for measure in 0..<count {
                let alone = own.map { [$0[measure]] }
                let expected = write(features(measures: 1, windowDays: 10, horizonDays: 7), own: alone, all: alone)
                #expect(Array(together[measure * 4..<measure * 4 + 4]) == Array(expected[0..<4]))
                let share = count * 4 + measure * 2
                #expect(Array(together[share..<share + 2]) == Array(expected[4..<6]))
                #expect(
                    Array(together[count * windows + share..<count * windows + share + 2]) == Array(expected[4..<6]))
            }
        }
    }

    @Test func weekdayOnlyWithoutWholeWeeks() {
        let features = features(measures: 1, windowDays: 1, horizonDays: 5)
        #expect(features.firstWeekday == 5)
        expectClose(
            write(features, own: [[0]], all: [[0]], weekday: 2), [0, 0, 0, 0, 0] + [0, 0, 1, 0, 0, 0, 0])
    }

    @Test func tinyAndHugeSumsStayFinite() {
        let features = features(measures: 1, windowDays: 3, horizonDays: 7)
        let largest = Float.greatestFiniteMagnitude
        let written = write(
            features, own: [[.leastNonzeroMagnitude], [0], [0]], all: [[largest], [largest], [largest]])
        #expect(written.allSatisfy { $0.isFinite })
        // Of each view: the sums over 1 and 3 days, a share, and how the sums differ.
        #expect(written[1] <= .leastNonzeroMagnitude)
        #expect(abs(written[5] - Float(log(3 * Double(largest)))) < 1e-4)
    }

    @Test func namesFollowTheOrderOfTheNumbers() {
        let specification = FeatureSpecification(
            columns: HistoryColumns(
                behaviour: ["bids"], performance: ["clicks"], profile: [], scenario: [], taskColumns: []),
            tasks: [], windowDays: 3, horizonDays: 5, patternDays: 2)
        let features = DenseFeatures(specification: specification)
        let names = features.names(of: specification)
        #expect(names.count == features.width)
        #expect(
            names.prefix(8) == [
                "own.bids.sum1", "own.bids.sum3", "own.clicks.sum1", "own.clicks.sum3", "own.bids.active3",
                "own.clicks.active3", "own.bids.sum1-sum3", "own.clicks.sum1-sum3",
            ])
        #expect(names[8] == "all.bids.sum1")
        #expect(
            names[16..<20] == [
                "own-all.bids.sum1", "own-all.bids.sum3", "own-all.clicks.sum1", "own-all.clicks.sum3",
            ])
        #expect(
            names[20..<28] == [
                "own.bids.day0", "own.bids.day1", "own.clicks.day0", "own.clicks.day1", "own.bids.on0", "own.bids.on1",
                "own.clicks.on0", "own.clicks.on1",
            ])
        #expect(names.suffix(7) == (0..<7).map { "weekday\($0)" })
    }
}
