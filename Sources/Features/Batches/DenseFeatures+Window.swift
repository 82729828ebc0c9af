import Foundation
import TensorCore

extension DenseFeatures {
    /// Numbers of scratch memory that ``write(own:all:weekday:scratch:to:)`` needs.
    var scratchCount: Int {
        // Single days need as many Floats.
        let pattern = patternDays > 0 ? (max(levelDays, patternDays) * measureCount + 1) / 2 : 0
        return max(2 * sumWindows.count * measureCount, pattern)
    }

    /// Writes the features of one sample before standardisation.
    ///
    /// Sums run backwards from the as-of day, in Double, over the window alone, so they do not depend on what the panel
    /// holds before it.
    ///
    /// - Parameters:
    ///   - own: the measures of the as-of day in this scenario; the T − 1 days before it lie before them in memory.
    ///   - all: the same over all scenarios; the same memory where this is the only one.
    ///   - weekday: of the as-of day, 0 for Monday.
    ///   - scratch: ``scratchCount`` numbers.
    ///   - output: ``width`` numbers.
    func write(
        own: UnsafePointer<Float>, all: UnsafePointer<Float>, weekday: Int,
        scratch: UnsafeMutablePointer<Double>, to output: UnsafeMutablePointer<Float>
    ) {
        accumulate(own, into: scratch)
        writeView(from: scratch, to: output)
        let allView = output + viewWidth
        if all == own {
            allView.update(from: output, count: viewWidth)
        } else {
            accumulate(all, into: scratch)
            writeView(from: scratch, to: allView)
        }
        let shares = allView + viewWidth
        for sum in 0..<measures.count * sumWindows.count { shares[sum] = output[sum] - allView[sum] }
        if patternDays > 0 {
            scratch.withMemoryRebound(to: Float.self, capacity: 2 * scratchCount) { logarithms in
                writePattern(own, logarithms: logarithms, to: output + firstPattern)
            }
        }
        if let firstWeekday {
            for day in 0..<7 { output[firstWeekday + day] = day == weekday ? 1 : 0 }
        }
    }

    /// Writes the sums, [window, measure], then the numbers of days above zero, [window, measure].
    ///
    /// Measures go through four at a time, the last four possibly overlapping those before, which then repeat their work.
    private func accumulate(_ asOfDay: UnsafePointer<Float>, into scratch: UnsafeMutablePointer<Double>) {
        let activeDays = scratch + sumWindows.count * measureCount
        guard measureCount >= 4 else {
            for measure in 0..<measureCount {
                accumulate(asOfDay + measure, sums: scratch + measure, activeDays: activeDays + measure)
            }
            return
        }
        for start in stride(from: 0, to: measureCount, by: 4) {
            let first = min(start, measureCount - 4)
            accumulateFour(asOfDay + first, sums: scratch + first, activeDays: activeDays + first)
        }
    }

    private func accumulateFour(
        _ asOfDay: UnsafePointer<Float>, sums: UnsafeMutablePointer<Double>, activeDays: UnsafeMutablePointer<Double>
    ) {
        var sum = SIMD4<Double>()
        var active = SIMD4<Float>()
        var day = 0
        for window in sumWindows.indices {
            let days = sumWindows[window]
            while day < days {
                // Four measures of a day of the window, inside the panel.
                let values = UnsafeRawPointer(asOfDay - day * measureCount).loadUnaligned(as: SIMD4<Float>.self)
                sum += SIMD4<Double>(values)
                active += SIMD4<Float>().replacing(with: 1, where: values .> 0)
                day += 1
            }
            for lane in 0..<4 {
                sums[window * measureCount + lane] = sum[lane]
                activeDays[window * measureCount + lane] = Double(active[lane])
            }
        }
    }

    private func accumulate(
        _ asOfDay: UnsafePointer<Float>, sums: UnsafeMutablePointer<Double>, activeDays: UnsafeMutablePointer<Double>
    ) {
        var sum = 0.0
        var active = 0.0
        var day = 0
        for window in sumWindows.indices {
            while day < sumWindows[window] {
                let value = asOfDay[-day * measureCount]
                sum += Double(value)
                active += value > 0 ? 1 : 0
                day += 1
            }
            sums[window * measureCount] = sum
            activeDays[window * measureCount] = active
        }
    }

    /// Writes what each of the newest days is above the measure's usual level, [measure, day], then whether it is above zero.
    private func writePattern(
        _ asOfDay: UnsafePointer<Float>, logarithms: UnsafeMutablePointer<Float>, to output: UnsafeMutablePointer<Float>
    ) {
        let days = max(levelDays, patternDays)
        // The days lie one after the other, the as-of day last.
        VectorMath.logarithmsOfOnePlus(
            asOfDay - (days - 1) * measureCount, into: logarithms, count: days * measureCount)
        let asOfLogarithms = logarithms + (days - 1) * measureCount
        var feature = output
        var flag = output + measures.count * patternDays
        for measure in measures {
            var sum: Float = 0
            var active: Float = 0
            for day in 0..<levelDays {
                let logarithm = asOfLogarithms[measure - day * measureCount]
                sum += logarithm
                active += logarithm > 0 ? 1 : 0
            }
            let level = sum / max(active, 1)
            for day in 0..<patternDays {
                let logarithm = asOfLogarithms[measure - day * measureCount]
                feature.pointee = logarithm > 0 ? logarithm - level : 0
                flag.pointee = logarithm > 0 ? 1 : 0
                feature += 1
                flag += 1
            }
        }
    }

    private func writeView(from scratch: UnsafeMutablePointer<Double>, to output: UnsafeMutablePointer<Float>) {
        let activeDays = scratch + sumWindows.count * measureCount
        var feature = output
        for measure in measures {
            for window in sumWindows.indices {
                let sum = scratch[window * measureCount + measure]
                feature.pointee = sum > 0 ? Float(log1p(sum)) : 0
                feature += 1
            }
        }
        for measure in measures {
            for (shareWindow, days) in zip(shareSumWindows, shareWindows) {
                feature.pointee = Float(activeDays[shareWindow * measureCount + measure] / Double(days))
                feature += 1
            }
        }
        for measure in measures.indices {
            let logarithms = output + measure * sumWindows.count
            for window in sumWindows.indices.dropFirst() {
                feature.pointee = logarithms[window - 1] - logarithms[window]
                feature += 1
            }
        }
    }
}
