extension VectorMath {
    /// ln(1 + x) of each lane, for values from 0 up that are finite (what lies below 0 counts as 0), within 2 units in the last
    /// place; 0 for 0 alone.
    ///
    /// 1 + x = 2^e·m with m about 1; ln m by the polynomial of the Cephes library (S. Moshier, `logf`). What 1 + x lost of x is
    /// added, divided by 1 + x.
    @inline(__always)
    package static func logarithmOfOnePlus(_ input: Lanes) -> Lanes {
        let zero = Lanes(repeating: 0)
        let one = Lanes(repeating: 1)
        let value = input.replacing(with: zero, where: input .< zero)
        let sum = value + one
        let lost = (value - (sum - one)) / sum
        // √½ to √2: bits above those of √½ are counted in exponents.
        let lowest = SIMD8<Int32>(repeating: 0x3F35_04F3)
        let bits = unsafeBitCast(sum, to: SIMD8<Int32>.self) &- lowest
        let exponent = Lanes(bits &>> SIMD8<Int32>(repeating: 23))
        let mantissa = unsafeBitCast(
            (bits & SIMD8<Int32>(repeating: 0x007F_FFFF)) &+ lowest, to: Lanes.self)
        let rest = mantissa - one
        let square = rest * rest
        var polynomial = Lanes(repeating: 7.037_683_629_2e-2)
        polynomial = Lanes(repeating: -1.151_461_031_0e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 1.167_699_874_0e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: -1.242_014_084_6e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 1.424_932_278_7e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: -1.666_805_766_5e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 2.000_071_476_5e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: -2.499_999_399_3e-1).addingProduct(polynomial, rest)
        polynomial = Lanes(repeating: 3.333_333_117_4e-1).addingProduct(polynomial, rest)
        var result = (polynomial * rest * square).addingProduct(exponent, Lanes(repeating: -2.121_944_4e-4))
        result = result.addingProduct(square, Lanes(repeating: -0.5))
        result = (result + lost) + rest
        return result.addingProduct(exponent, Lanes(repeating: 0.693_359_375))
    }

    /// Replaces each of `count` values, which are finite, by ``logarithmOfOnePlus(_:)``.
    package static func logarithmsOfOnePlus(
        _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int
    ) {
        var index = 0
        while index + 8 <= count {
            target.store(logarithmOfOnePlus(source.lanes(at: index)), at: index)
            index += 8
        }
        guard index < count else { return }
        var last = Lanes(repeating: 0)
        for lane in 0..<count - index { last[lane] = source[index + lane] }
        last = logarithmOfOnePlus(last)
        for lane in 0..<count - index { target[index + lane] = last[lane] }
    }
}
