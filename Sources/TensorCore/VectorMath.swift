/// Elementwise functions and reductions over floats in memory.
package enum VectorMath {
    /// e to each lane, for values from −87 (what lies below counts as −87) to 88, within 2 units in the last place.
    ///
    /// x = k·ln 2 + r with |r| ≤ ln 2 / 2; e^r by the polynomial of the Cephes library (S. Moshier, `expf`), 2^k through
    /// the exponent bits.
    @inline(__always)
    package static func exponential(_ input: Lanes) -> Lanes {
        let lowest = Lanes(repeating: -87)
        let value = input.replacing(with: lowest, where: input .< lowest)
        // Adding 1.5·2²³ rounds to the nearest integer and leaves that integer in the low bits.
        let rounding = Lanes(repeating: 12_582_912)
        let shifted = rounding.addingProduct(value, Lanes(repeating: 1.442_695_040_888_963))
        let whole = shifted - rounding
        var rest = value.addingProduct(whole, Lanes(repeating: -0.693_359_375))
        rest = rest.addingProduct(whole, Lanes(repeating: 2.121_944_4e-4))
        var polynomial = Lanes(repeating: 1.987_569_15e-4)
        polynomial = Lanes(repeating: 1.398_199_950_7e-3).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 8.333_451_907_3e-3).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 4.166_579_589_4e-2).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 1.666_666_545_9e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 5.000_000_120_1e-1).addingProduct(polynomial, rest)
        let power = (rest + Lanes(repeating: 1)).addingProduct(polynomial, rest * rest)
        let exponent = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &<< SIMD8<Int32>(repeating: 23)
        return unsafeBitCast(unsafeBitCast(power, to: SIMD8<Int32>.self) &+ exponent, to: Lanes.self)
    }

    /// Makes each of `rows` rows of `columns` values its softmax, in place.
    package static func softmaxRows(_ values: UnsafeMutablePointer<Float>, rows: Int, columns: Int) {
        for row in 0..<rows {
            softmax(values + row * columns, count: columns)
        }
    }

    /// softmax(x)ᵢ = e^(xᵢ − max x) / Σⱼ e^(xⱼ − max x), in place; `count` is 1 or more.
    @inline(__always)
    package static func softmax(_ values: UnsafeMutablePointer<Float>, count: Int) {
        let whole = count & ~7
        var highest = values[0]
        var index = 0
        if whole > 0 {
            var top = values.lanes(at: 0)
            index = 8
            while index < whole {
                let next = values.lanes(at: index)
                top = top.replacing(with: next, where: next .> top)
                index += 8
            }
            highest = self.highest(of: top)
        }
        while index < count {
            highest = max(highest, values[index])
            index += 1
        }
        var lanesTotal = Lanes.zero
        index = 0
        while index < whole {
            let power = exponential(values.lanes(at: index) - Lanes(repeating: highest))
            values.store(power, at: index)
            lanesTotal += power
            index += 8
        }
        var total = lanesTotal.sum()
        while index < count {
            let power = exponential(Lanes(repeating: values[index] - highest))[0]
            values[index] = power
            total += power
            index += 1
        }
        scale(values, by: 1 / total, count: count)
    }

    /// The highest of eight; `max()` of the standard library goes through them one by one, in a function of its own.
    @inline(__always)
    private static func highest(of lanes: Lanes) -> Float {
        let four = lanes.lowHalf.replacing(with: lanes.highHalf, where: lanes.highHalf .> lanes.lowHalf)
        let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
        return max(two.x, two.y)
    }

    @inline(__always)
    package static func scale(_ values: UnsafeMutablePointer<Float>, by factor: Float, count: Int) {
        let whole = count & ~7
        var index = 0
        while index < whole {
            values.store(values.lanes(at: index) * factor, at: index)
            index += 8
        }
        while index < count {
            values[index] *= factor
            index += 1
        }
    }

    /// target += source.
    @inline(__always)
    package static func add(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int) {
        let whole = count & ~7
        var index = 0
        while index < whole {
            target.store(target.lanes(at: index) + source.lanes(at: index), at: index)
            index += 8
        }
        while index < count {
            target[index] += source[index]
            index += 1
        }
    }

    /// target += factor · source.
    @inline(__always)
    package static func add(
        _ source: UnsafePointer<Float>, times factor: Float, to target: UnsafeMutablePointer<Float>, count: Int
    ) {
        let whole = count & ~7
        let factors = Lanes(repeating: factor)
        var index = 0
        while index < whole {
            target.store(target.lanes(at: index).addingProduct(source.lanes(at: index), factors), at: index)
            index += 8
        }
        while index < count {
            target[index] += factor * source[index]
            index += 1
        }
    }

    /// target += left ∘ right.
    @inline(__always)
    package static func addProduct(
        _ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
    ) {
        let whole = count & ~7
        var index = 0
        while index < whole {
            target.store(
                target.lanes(at: index).addingProduct(left.lanes(at: index), right.lanes(at: index)), at: index)
            index += 8
        }
        while index < count {
            target[index] += left[index] * right[index]
            index += 1
        }
    }

    /// Σᵢ valuesᵢ, by eight partial sums.
    @inline(__always)
    package static func sum(_ values: UnsafePointer<Float>, count: Int) -> Float {
        let whole = count & ~7
        var partial = Lanes.zero
        var index = 0
        while index < whole {
            partial += values.lanes(at: index)
            index += 8
        }
        var total = partial.sum()
        while index < count {
            total += values[index]
            index += 1
        }
        return total
    }

    /// Σᵢ leftᵢ · rightᵢ, by eight partial sums: it differs from a serial sum in its last bits.
    @inline(__always)
    package static func dot(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>, count: Int) -> Float {
        let whole = count & ~7
        var partial = Lanes.zero
        var index = 0
        while index < whole {
            partial = partial.addingProduct(left.lanes(at: index), right.lanes(at: index))
            index += 8
        }
        var total = partial.sum()
        while index < count {
            total += left[index] * right[index]
            index += 1
        }
        return total
    }

    /// max(x, slope · x) in place, LeakyReLU for a slope between 0 and 1.
    @inline(__always)
    package static func leakyReLU(_ values: UnsafeMutablePointer<Float>, slope: Float, count: Int) {
        let whole = count & ~7
        var index = 0
        while index < whole {
            let value = values.lanes(at: index)
            values.store(value.replacing(with: value * slope, where: value .< 0), at: index)
            index += 8
        }
        while index < count {
            if values[index] < 0 { values[index] *= slope }
            index += 1
        }
    }

    /// Turns the gradient of LeakyReLU's output into that of its input, in place. The sign of the output tells the side.
    @inline(__always)
    package static func leakyReLUBackward(
        _ gradient: UnsafeMutablePointer<Float>, output: UnsafePointer<Float>, slope: Float, count: Int
    ) {
        let whole = count & ~7
        var index = 0
        while index < whole {
            let value = gradient.lanes(at: index)
            gradient.store(value.replacing(with: value * slope, where: output.lanes(at: index) .< 0), at: index)
            index += 8
        }
        while index < count {
            if output[index] < 0 { gradient[index] *= slope }
            index += 1
        }
    }
}
