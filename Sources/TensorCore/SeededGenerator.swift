import Foundation

/// A seeded random generator: SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
///
/// The same seed gives the same numbers on every machine. Give each purpose a generator of its own by ``split(_:)``, so
/// that drawing more for one does not shift another.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SeededGenerator.mixed(state)
    }

    /// A generator for the purpose numbered `stream`; it does not advance this one.
    package func split(_ stream: UInt64) -> SeededGenerator {
        SeededGenerator(seed: SeededGenerator.mixed(state ^ SeededGenerator.mixed(stream &+ 0x9E37_79B9_7F4A_7C15)))
    }

    /// Uniform on [0, 1), in steps of 2⁻²⁴.
    package mutating func uniform() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// Uniform on [0, 1), in steps of 2⁻⁵³.
    package mutating func uniformDouble() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Uniform on `0..<bound`; `bound` is positive. Lemire's multiplication without rejection: the bias is below 2⁻³²
    /// for the bounds of this project.
    package mutating func uniform(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Standard normal, by Box and Muller.
    package mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniformDouble())).squareRoot()
        return radius * cos(2 * Double.pi * uniformDouble())
    }

    /// Shuffles in place (Fisher and Yates).
    ///
    /// Inlinable because every swap allocates where the element's type is not known.
    @inlinable package mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for upper in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(upper, uniform(below: upper + 1))
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
