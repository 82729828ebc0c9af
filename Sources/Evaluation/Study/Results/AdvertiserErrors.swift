/// The errors of one model's forecasts of a set of samples, summed by cell (scenario and task) and advertiser: enough for
/// every measure of a study and for a bootstrap over advertisers.
///
/// The arrays are [cell, advertiser], cell = scenario · tasks + task, the advertiser fastest. Two models are comparable
/// where ``samples`` and ``outcomes`` agree. A forecast that is not finite makes its sums so.
package struct AdvertiserErrors: Equatable, Sendable {
    package let cells: Int
    package let advertisers: Int
    package private(set) var samples: [Int32]
    /// Σy.
    package private(set) var outcomes: [Double]
    /// Σf of the mean.
    package private(set) var meanTotal: [Double]
    /// Σ|y − f| of the mean.
    package private(set) var meanAbsolute: [Double]
    /// Σ of equation 21's terms (0 to 2, 0/0 being 0) of the mean.
    package private(set) var meanSymmetric: [Double]
    /// Σ|y − f| of the point that minimises NMAE.
    package private(set) var pointAbsolute: [Double]
    /// Σ of equation 21's terms of the point that minimises SMAPE.
    package private(set) var pointSymmetric: [Double]

    /// Without samples yet.
    package init(cells: Int, advertisers: Int) {
        self.cells = cells
        self.advertisers = advertisers
        let zeros = [Double](repeating: 0, count: cells * advertisers)
        samples = [Int32](repeating: 0, count: cells * advertisers)
        outcomes = zeros
        meanTotal = zeros
        meanAbsolute = zeros
        meanSymmetric = zeros
        pointAbsolute = zeros
        pointSymmetric = zeros
    }

    /// Adds one sample of one task.
    ///
    /// - Parameters:
    ///   - mean: the forecast of the expectation.
    ///   - nmaePoint: the forecast that minimises NMAE; `mean` where there is no other.
    ///   - smapePoint: the forecast that minimises SMAPE; `mean` where there is no other.
    package mutating func add(
        cell: Int, advertiser: Int, mean: Double, nmaePoint: Double, smapePoint: Double, outcome: Double
    ) {
        let position = cell * advertisers + advertiser
        samples[position] += 1
        outcomes[position] += outcome
        meanTotal[position] += mean
        meanAbsolute[position] += abs(mean - outcome)
        meanSymmetric[position] += SymmetricError.value(forecast: mean, outcome: outcome)
        pointAbsolute[position] += abs(nmaePoint - outcome)
        pointSymmetric[position] += SymmetricError.value(forecast: smapePoint, outcome: outcome)
    }
}

extension AdvertiserErrors: Codable {
    private enum CodingKeys: String, CodingKey {
        case cells, advertisers, positions, samples, outcomes
        case meanTotal = "mean_total"
        case meanAbsolute = "mean_absolute"
        case meanSymmetric = "mean_symmetric"
        case pointAbsolute = "point_absolute"
        case pointSymmetric = "point_symmetric"
    }

    /// Writes only the pairs of cell and advertiser that have samples: most advertisers are in few scenarios. A sum that
    /// is not finite is null.
    package func encode(to encoder: any Encoder) throws {
        let positions = samples.indices.filter { samples[$0] != 0 }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cells, forKey: .cells)
        try container.encode(advertisers, forKey: .advertisers)
        try container.encode(positions, forKey: .positions)
        try container.encode(positions.map { samples[$0] }, forKey: .samples)
        func encode(_ sums: [Double], _ key: CodingKeys) throws {
            try container.encode(positions.map { sums[$0].isFinite ? sums[$0] : nil }, forKey: key)
        }
        try encode(outcomes, .outcomes)
        try encode(meanTotal, .meanTotal)
        try encode(meanAbsolute, .meanAbsolute)
        try encode(meanSymmetric, .meanSymmetric)
        try encode(pointAbsolute, .pointAbsolute)
        try encode(pointSymmetric, .pointSymmetric)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func corrupted(_ key: CodingKeys, _ fault: String) -> DecodingError {
            DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: fault)
        }
        let cells = try container.decode(Int.self, forKey: .cells)
        let advertisers = try container.decode(Int.self, forKey: .advertisers)
        let (count, overflows) = cells.multipliedReportingOverflow(by: advertisers)
        guard cells >= 0, advertisers >= 0, !overflows, count <= Self.largestCount else {
            throw corrupted(.advertisers, "\(cells) cells of \(advertisers) advertisers are not a study")
        }
        let positions = try container.decode([Int].self, forKey: .positions)
        guard positions.allSatisfy({ (0..<count).contains($0) }) else {
            throw corrupted(.positions, "a position is not below \(count)")
        }
        func spread<Value: Decodable, Sum>(
            _ key: CodingKeys, empty: Sum, _ sum: (Value) -> Sum
        ) throws -> [Sum] {
            let values = try container.decode([Value].self, forKey: key)
            guard values.count == positions.count else {
                throw corrupted(key, "\(values.count) values for \(positions.count) positions")
            }
            var all = [Sum](repeating: empty, count: count)
            for (position, value) in zip(positions, values) { all[position] = sum(value) }
            return all
        }
        func sums(_ key: CodingKeys) throws -> [Double] {
            try spread(key, empty: 0) { (value: Double?) in value ?? .nan }
        }
        self.cells = cells
        self.advertisers = advertisers
        samples = try spread(.samples, empty: 0) { (value: Int32) in value }
        outcomes = try sums(.outcomes)
        meanTotal = try sums(.meanTotal)
        meanAbsolute = try sums(.meanAbsolute)
        meanSymmetric = try sums(.meanSymmetric)
        pointAbsolute = try sums(.pointAbsolute)
        pointSymmetric = try sums(.pointSymmetric)
    }

    /// 2²⁷ sums, a GB an array: no study is larger.
    private static let largestCount = 1 << 27
}
