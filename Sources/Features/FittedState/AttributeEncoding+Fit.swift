import AdvertiserDomain

extension AttributeEncoding {
    /// Distinct values up to which a numeric profile attribute is categorical.
    static let categoricalNumberLimit = 32

    /// Fits a profile attribute to the training advertisers' values, one an advertiser.
    static func profile(_ values: [AttributeValue]) -> AttributeEncoding {
        if let numbers = numbers(values)?.sorted() {
            let distinctCount = 1 + zip(numbers, numbers.dropFirst()).count { $0 != $1 }
            if distinctCount > categoricalNumberLimit {
                var edges: [Double] = []
                for bin in 1...BinEdges.maximumEdgeCount {
                    let edge = numbers[bin * numbers.count / (BinEdges.maximumEdgeCount + 1)]
                    if edges.last != edge { edges.append(edge) }
                }
                return .binned(edges: edges)
            }
        }
        return .categorical(vocabulary: Vocabulary(of: values.compactMap(\.category)))
    }

    /// Fits a scenario attribute to the training scenarios' values, one a scenario.
    static func scenario(_ values: [AttributeValue]) -> AttributeEncoding {
        guard let numbers = numbers(values), let first = numbers.first else {
            return .categorical(vocabulary: Vocabulary(of: values.compactMap(\.category)))
        }
        let count = Double(numbers.count)
        // Distances from the first value: exactly zero where all are equal.
        let distances = numbers.map { $0 / count - first / count }
        let meanDistance = distances.reduce(0, +)
        let variance = numbers.reduce(0) { sum, number in
            let distance = number - first - meanDistance
            return sum + distance * distance / count
        }
        let deviation = variance.squareRoot()
        return .standardised(
            mean: first + meanDistance, deviation: deviation.isNormal ? deviation : 1)
    }

    /// The known values where there is one and all of them are numbers; else `nil`.
    private static func numbers(_ values: [AttributeValue]) -> [Double]? {
        var numbers: [Double] = []
        for value in values {
            switch value {
            case .number(let number): numbers.append(number)
            case .text: return nil
            case .unknown: break
            }
        }
        return numbers.isEmpty ? nil : numbers
    }
}
