import Foundation
import Testing

@testable import TensorCore

@Suite struct VectorMathTests {
    /// Lengths below, at and above whole registers.
    static let lengths = [0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40]

    // MARK: Exponential

    @Test func exponentialIsWithinTwoUnitsInTheLastPlace() {
        var largestError = 0.0
        var value = Float(-87)
        while value <= 88 {
            let lanes = Lanes(value, value.nextUp, value / 2, -value / 3, value / 4, value / 8, value / 64, value / 512)
            let found = VectorMath.exponential(lanes)
            for lane in 0..<8 {
                let expected = exp(Double(lanes[lane]))
                let unit = Double(Float(expected).ulp)
                largestError = max(largestError, abs(Double(found[lane]) - expected) / unit)
            }
            value += 0.003
        }
        #expect(largestError <= 2, "\(largestError) units in the last place")
    }

    @Test func exponentialIsExactAtZero() {
        #expect(VectorMath.exponential(.zero) == Lanes(repeating: 1))
    }

    @Test(arguments: [-87.001, -88, -104, -1e6, -Float.greatestFiniteMagnitude, -Float.infinity])
    func whatLiesBelowTheRangeCountsAsItsEnd(value: Float) {
        let lowest = VectorMath.exponential(Lanes(repeating: -87))
        #expect(VectorMath.exponential(Lanes(repeating: value)) == lowest)
        #expect(lowest[0] > 0 && lowest[0] < 1.7e-38)
    }

    @Test func notANumberStaysSo() {
        #expect((0..<8).allSatisfy { VectorMath.exponential(Lanes(repeating: .nan))[$0].isNaN })
    }

    @Test func logarithmOfOnePlusIsWithinTwoUnitsInTheLastPlace() {
        var largestError = 0.0
        var value: Float = 1e-30
        while value < 1e37 {
            let lanes = Lanes(
                value, value.nextUp, value * 1.1, value * 1.3, value * 1.37, value * 1.41, value * 1.42, value * 1.9)
            let found = VectorMath.logarithmOfOnePlus(lanes)
            for lane in 0..<8 {
                let expected = log1p(Double(lanes[lane]))
                let unit = Double(Float(expected).ulp)
                largestError = max(largestError, abs(Double(found[lane]) - expected) / unit)
            }
            value *= 1.003
        }
        #expect(largestError <= 2, "\(largestError) units in the last place")
    }

    @Test func logarithmOfOnePlusIsZeroForZeroAlone() {
        let found = VectorMath.logarithmOfOnePlus(
            Lanes(
                0, -1, -Float.infinity, .leastNonzeroMagnitude, .leastNormalMagnitude, 1e-10, 1,
                .greatestFiniteMagnitude))
        #expect(found[0] == 0 && found[1] == 0 && found[2] == 0)
        #expect(found[3] == .leastNonzeroMagnitude && found[4] == .leastNormalMagnitude && found[5] == 1e-10)
        #expect(abs(found[6] - 0.693_147_2) < 1e-7 && abs(found[7] - 88.722_84) < 1e-5)
    }

    @Test(arguments: [1, 7, 8, 9, 40])
    func logarithmsOfAnyCount(count: Int) {
        let values = FloatSamples.normal(count, seed: UInt64(count)).map { $0 * $0 * 100 }
        // What lies beyond stays.
        var found = [Float](repeating: -7, count: count + 8)
        values.withUnsafeBufferPointer { source in
            found.withUnsafeMutableBufferPointer { target in
                guard let source = source.baseAddress, let target = target.baseAddress else { return }
                VectorMath.logarithmsOfOnePlus(source, into: target, count: count)
            }
        }
        for (value, found) in zip(values, found) { #expect(abs(found - log1p(value)) <= 2 * log1p(value).ulp) }
        #expect(found[count...].allSatisfy { $0 == -7 })
    }

    // MARK: Softmax

    @Test(arguments: [1, 7, 8, 9, 16, 40])
    func softmaxOfRows(columns: Int) {
        let rows = 3
        let values = FloatSamples.normal(rows * columns, seed: UInt64(columns)).map { $0 * 4 }
        var found = values
        found.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { VectorMath.softmaxRows($0, rows: rows, columns: columns) }
        }
        for row in 0..<rows {
            let part = values[row * columns..<(row + 1) * columns].map { exp(Double($0)) }
            let total = part.reduce(0, +)
            for column in 0..<columns {
                let expected = part[column] / total
                #expect(abs(Double(found[row * columns + column]) - expected) <= 1e-6 * expected + 1e-12)
            }
        }
    }

    @Test(arguments: [1, 5, 40], [3, 8, 16])
    func softmaxOfEightColumns(rows: Int, columns: Int) {
        let values = FloatSamples.normal(8 * rows, seed: UInt64(rows)).map { $0 * 4 }
        let before = FloatSamples.normal(8 * rows, seed: 2)
        var found = values
        var sum = before
        found.withUnsafeMutableBufferPointer { found in
            sum.withUnsafeMutableBufferPointer { sum in
                guard let values = found.baseAddress, let target = sum.baseAddress else { return }
                VectorMath.addColumnSoftmax(of: values, times: 0.25, to: target, rows: rows, columns: columns)
            }
        }
        for column in 0..<8 {
            let powers = (0..<rows).map { exp(0.25 * Double(values[8 * $0 + column])) }
            let total = powers.reduce(0, +)
            for row in 0..<rows {
                let expected = column < columns ? powers[row] / total : 0
                let place = 8 * row + column
                #expect(abs(Double(found[place]) - expected) <= 1e-6 * expected)
                #expect(abs(sum[place] - before[place] - found[place]) < 1e-6)
            }
        }
    }

    @Test(arguments: [1, 7, 8, 9, 40])
    func softmaxOfLargeNumbersStaysFinite(columns: Int) {
        var values = (0..<columns).map { Float($0) * 1e4 - 5e4 }
        let last = columns - 1
        values.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { VectorMath.softmax($0, count: columns) }
        }
        #expect(values[last] == 1)
        #expect(values.dropLast().allSatisfy { $0 >= 0 && $0 < 1e-37 })
    }

    @Test(arguments: [1, 7, 8, 9, 40])
    func softmaxOfEqualNumbersIsUniform(columns: Int) {
        var values = [Float](repeating: -3.25, count: columns)
        values.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { VectorMath.softmax($0, count: columns) }
        }
        #expect(values.allSatisfy { abs($0 - 1 / Float(columns)) < 1e-7 })
    }

    // MARK: Elementwise

    @Test(arguments: lengths)
    func scaling(count: Int) {
        let values = FloatSamples.normal(count, seed: 1)
        #expect(changed(values) { VectorMath.scale($0, by: -1.5, count: count) } == values.map { $0 * -1.5 })
    }

    @Test(arguments: lengths)
    func adding(count: Int) {
        let source = FloatSamples.normal(count, seed: 2)
        let target = FloatSamples.normal(count, seed: 3)
        #expect(
            changed(target) { VectorMath.add(source, to: $0, count: count) } == zip(source, target).map { $0 + $1 })
    }

    @Test(arguments: lengths)
    func addingAMultiple(count: Int) {
        let source = FloatSamples.normal(count, seed: 4)
        let target = FloatSamples.normal(count, seed: 5)
        let found = changed(target) { VectorMath.add(source, times: 0.3, to: $0, count: count) }
        expectClose(found, zip(source, target).map { Double($1) + Double(Float(0.3)) * Double($0) })
    }

    @Test(arguments: lengths)
    func addingAProduct(count: Int) {
        let left = FloatSamples.normal(count, seed: 6)
        let right = FloatSamples.normal(count, seed: 7)
        let target = FloatSamples.normal(count, seed: 8)
        let found = changed(target) { VectorMath.addProduct(left, right, to: $0, count: count) }
        expectClose(found, (0..<count).map { Double(target[$0]) + Double(left[$0]) * Double(right[$0]) })
    }

    @Test(arguments: lengths)
    func dotProduct(count: Int) {
        let left = FloatSamples.normal(count, seed: 9)
        let right = FloatSamples.normal(count, seed: 10)
        let terms = zip(left, right).map { Double($0) * Double($1) }
        let found = Double(VectorMath.dot(left, right, count: count))
        #expect(abs(found - terms.reduce(0, +)) <= 1e-6 * terms.reduce(0) { $0 + abs($1) })
    }

    @Test(arguments: lengths)
    func summing(count: Int) {
        let values = FloatSamples.normal(count, seed: 14)
        let found = Double(VectorMath.sum(values, count: count))
        let terms = values.map { Double($0) }
        #expect(abs(found - terms.reduce(0, +)) <= 1e-6 * terms.reduce(0) { $0 + abs($1) })
    }

    @Test(arguments: lengths)
    func leakyReLUForward(count: Int) {
        let values = FloatSamples.normal(count, seed: 11)
        #expect(
            changed(values) { VectorMath.leakyReLU($0, slope: 0.01, count: count) }
                == values.map { $0 < 0 ? $0 * 0.01 : $0 })
    }

    @Test(arguments: lengths)
    func leakyReLUBackward(count: Int) {
        let outputs = FloatSamples.normal(count, seed: 12)
        let gradients = FloatSamples.normal(count, seed: 13)
        #expect(
            changed(gradients) { VectorMath.leakyReLUBackward($0, output: outputs, slope: 0.01, count: count) }
                == zip(gradients, outputs).map { $1 < 0 ? $0 * 0.01 : $0 })
    }

    @Test func lanesLoadAndStoreAtAnyPlace() {
        var values = (0..<20).map(Float.init)
        values.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            #expect(base.lanes(at: 3) == Lanes(3, 4, 5, 6, 7, 8, 9, 10))
            #expect(UnsafePointer(base).lanes(at: 5) == Lanes(5, 6, 7, 8, 9, 10, 11, 12))
            base.store(Lanes(repeating: -1), at: 7)
        }
        #expect(values == [0, 1, 2, 3, 4, 5, 6, -1, -1, -1, -1, -1, -1, -1, -1, 15, 16, 17, 18, 19])
    }

    // MARK: Helpers

    /// What `body` makes of the values, and that it leaves the floats on either side alone.
    private func changed(_ values: [Float], _ body: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
        let guardValue: Float = 12_345
        let margin = [Float](repeating: guardValue, count: 9)
        var padded = margin + values + margin
        padded.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { body($0 + margin.count) }
        }
        #expect(Array(padded.prefix(margin.count)) == margin && Array(padded.suffix(margin.count)) == margin)
        return Array(padded.dropFirst(margin.count).dropLast(margin.count))
    }

    private func expectClose(_ found: [Float], _ expected: [Double]) {
        #expect(found.count == expected.count)
        for (one, other) in zip(found, expected) {
            #expect(abs(Double(one) - other) <= 1e-6 * max(1, abs(other)))
        }
    }
}
