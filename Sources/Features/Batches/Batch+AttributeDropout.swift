import TensorCore

extension Batch {
    /// Makes scenario attributes "unknown" at random, in each row and for each attribute independently: code 0 for a
    /// category, 0 for a number. Profile attributes stay.
    ///
    /// The generator gives one number for each row and scenario attribute, whatever the probabilities are.
    ///
    /// - Parameters:
    ///   - name: the probability for the scenario's own name.
    ///   - other: the probability for each further scenario attribute.
    package mutating func dropAttributes(name: Float, other: Float, generator: inout SeededGenerator) {
        let categoricalCount = layout.categoricalCount
        let numericCount = layout.numericCount
        for row in 0..<rowCount {
            var category = row * categoricalCount
            var number = row * numericCount
            for attribute in layout.attributes {
                let drops =
                    attribute.role == .scenario && generator.uniform() < (attribute.isScenarioName ? name : other)
                switch attribute.kind {
                case .categorical:
                    if drops { categoricalCodes[category] = 0 }
                    category += 1
                case .numeric:
                    if drops { numericValues[number] = 0 }
                    number += 1
                }
            }
        }
    }
}
