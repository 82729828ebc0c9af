/// The sums of all variants laid out for resampling: a row for each pair of cell and advertiser that has samples.
struct AdvertiserSums: Sendable {
    let cellCount: Int
    /// Advertisers that have samples.
    private(set) var advertisers = 0
    /// The rows of each cell.
    private var rows: [Range<Int>] = []
    /// Each row's advertiser, counted over those with samples.
    private var owners: [Int] = []
    /// For each row the numerators of every variant and measure, averaged over seeds, then outcomes and samples.
    private var values: [Double] = []
    private let width: Int

    /// All variants have the same samples.
    init(_ part: StudyPart) {
        cellCount = part.scenarios.count * part.tasks.count
        width = part.variants.count * StudyMeasure.allCases.count + 2
        guard let reference = part.variants.first?.runs.first?.errors else {
            rows = Array(repeating: 0..<0, count: cellCount)
            return
        }
        let count = reference.advertisers
        var compact = [Int?](repeating: nil, count: count)
        for position in reference.samples.indices where reference.samples[position] > 0 {
            guard compact[position % count] == nil else { continue }
            compact[position % count] = advertisers
            advertisers += 1
        }
        var positions: [Int] = []
        for cell in 0..<cellCount {
            let start = owners.count
            for advertiser in 0..<count {
                guard reference.samples[cell * count + advertiser] > 0, let owner = compact[advertiser] else {
                    continue
                }
                owners.append(owner)
                positions.append(cell * count + advertiser)
            }
            rows.append(start..<owners.count)
        }
        values = [Double](repeating: 0, count: owners.count * width)
        for (variantIndex, variant) in part.variants.enumerated() {
            for run in variant.runs {
                for measure in StudyMeasure.allCases {
                    let numerators = measure.numerators(of: run.errors)
                    let column = variantIndex * StudyMeasure.allCases.count + measure.rawValue
                    for (row, position) in positions.enumerated() {
                        values[row * width + column] += numerators[position] / Double(variant.runs.count)
                    }
                }
            }
        }
        for (row, position) in positions.enumerated() {
            values[row * width + width - 2] = reference.outcomes[position]
            values[row * width + width - 1] = Double(reference.samples[position])
        }
    }

    /// Whether more than one advertiser has samples in the cells.
    func haveSeveralAdvertisers(_ cells: [Int]) -> Bool {
        let owners = cells.lazy.flatMap { self.owners[self.rows[$0]] }
        guard let first = owners.first(where: { _ in true }) else { return false }
        return owners.contains { $0 != first }
    }

    /// Sets `totals` to the sum of a cell's rows, each as often as its advertiser was drawn.
    func add(cell: Int, multiplicities: [Double], to totals: inout [Double]) {
        for column in 0..<width { totals[column] = 0 }
        values.withUnsafeBufferPointer { values in
            totals.withUnsafeMutableBufferPointer { totals in
                for row in rows[cell] {
                    let multiplicity = multiplicities[owners[row]]
                    guard multiplicity > 0 else { continue }
                    let start = row * width
                    for column in 0..<width {
                        totals[column] += multiplicity * values[start + column]
                    }
                }
            }
        }
    }
}
