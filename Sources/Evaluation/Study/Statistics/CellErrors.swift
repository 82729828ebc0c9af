/// The measures of every cell of one run.
struct CellErrors: Sendable {
    let samples: [Int]
    /// [measure][cell]; `nil` where there is nothing to divide by.
    private let values: [[Double?]]
    /// Σf of the mean over Σy, by cell.
    let bias: [Double?]

    init(_ errors: AdvertiserErrors) {
        func sums(_ values: [Double]) -> [Double] {
            (0..<errors.cells).map { cell in
                values[(cell * errors.advertisers)..<((cell + 1) * errors.advertisers)].reduce(0, +)
            }
        }
        let samples = sums(errors.samples.map(Double.init))
        let outcomes = sums(errors.outcomes)
        func ratios(_ numerators: [Double], _ denominators: [Double]) -> [Double?] {
            zip(sums(numerators), denominators).map { $1 > 0 ? $0 / $1 : nil }
        }
        self.samples = samples.map { Int($0) }
        values = StudyMeasure.allCases.map { measure in
            ratios(measure.numerators(of: errors), measure.isPerOutcome ? outcomes : samples)
        }
        bias = ratios(errors.meanTotal, outcomes)
    }

    func value(_ measure: StudyMeasure, cell: Int) -> Double? { values[measure.rawValue][cell] }

    /// The mean over the cells that have the measure; `nil` where none has.
    func average(_ measure: StudyMeasure, over cells: [Int]) -> Double? {
        let present = cells.compactMap { value(measure, cell: $0) }
        return present.isEmpty ? nil : present.reduce(0, +) / Double(present.count)
    }
}
