import AdvertiserDomain
import Foundation

/// The dense features of a sample (section 4.1.3 of the paper) and their order.
///
/// For this scenario, then for all scenarios of the advertiser: of every behaviour, then performance measure log1p of its
/// sums over ``sumWindows``; then of every measure the share of days above zero over ``shareWindows``. Last, where the
/// horizon is not whole weeks, the as-of weekday as seven zeros and ones, Monday first, which are not standardised.
package struct DenseFeatures: Sendable {
    /// Days of the window sums, ascending: 1, 3, 7, 14 and 28 as far as they are below T, then T.
    package let sumWindows: [Int]
    /// Days of the shares of active days: 7 and 28, or T where that is less; each of them is among ``sumWindows``.
    package let shareWindows: [Int]
    /// Q, the number of features.
    package let width: Int
    /// The place of the first weekday feature; `nil` without them.
    package let firstWeekday: Int?
    /// Positions in a day of the panel of the measures seen, behaviour first.
    let measures: [Int]
    /// Measures a day of the panel.
    let measureCount: Int

    /// The layout for a valid specification.
    package init(specification: FeatureSpecification) {
        let days = specification.windowDays
        let columns = specification.columns
        sumWindows = [1, 3, 7, 14, 28].filter { $0 < days } + [days]
        shareWindows = days <= 7 ? [days] : [7, min(28, days)]
        measures = specification.measureIndices(of: columns.behaviour + columns.performance)
        measureCount = columns.measures.count
        let windowFeatures = 2 * measures.count * (sumWindows.count + shareWindows.count)
        firstWeekday = specification.usesWeekday ? windowFeatures : nil
        width = windowFeatures + (specification.usesWeekday ? 7 : 0)
    }

    /// The number of leading features that are standardised.
    var standardisedCount: Int { firstWeekday ?? width }

    /// Writes the features before standardisation.
    ///
    /// Sums run backwards from the as-of day, in Double, over the window alone, so they do not depend on what the panel
    /// holds before it.
    ///
    /// - Parameters:
    ///   - own: the measures of the as-of day in this scenario; the T − 1 days before it lie before them in memory.
    ///   - all: the same over all scenarios.
    ///   - weekday: of the as-of day, 0 for Monday.
    ///   - scratch: 2 · ``measureCount`` numbers.
    ///   - output: ``width`` numbers.
    func write(
        own: UnsafePointer<Float>, all: UnsafePointer<Float>, weekday: Int,
        scratch: UnsafeMutablePointer<Double>, to output: UnsafeMutablePointer<Float>
    ) {
        writeView(own, scratch: scratch, to: output)
        let viewWidth = measures.count * (sumWindows.count + shareWindows.count)
        writeView(all, scratch: scratch, to: output + viewWidth)
        if let firstWeekday {
            for day in 0..<7 { output[firstWeekday + day] = day == weekday ? 1 : 0 }
        }
    }

    private func writeView(
        _ asOfDay: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Double>, to output: UnsafeMutablePointer<Float>
    ) {
        let sums = scratch
        let activeDays = scratch + measureCount
        for measure in 0..<2 * measureCount { scratch[measure] = 0 }
        let shares = output + measures.count * sumWindows.count
        var day = 0
        var shareWindow = 0
        for (window, days) in sumWindows.enumerated() {
            while day < days {
                let values = asOfDay - day * measureCount
                for measure in 0..<measureCount {
                    let value = values[measure]
                    sums[measure] += Double(value)
                    activeDays[measure] += value > 0 ? 1 : 0
                }
                day += 1
            }
            for (position, measure) in measures.enumerated() {
                let sum = sums[measure]
                output[position * sumWindows.count + window] = sum > 0 ? Float(log1p(sum)) : 0
            }
            if shareWindow < shareWindows.count, shareWindows[shareWindow] == days {
                for (position, measure) in measures.enumerated() {
                    shares[position * shareWindows.count + shareWindow] = Float(activeDays[measure] / Double(days))
                }
                shareWindow += 1
            }
        }
    }
}
