/// The fields of one sequence: where its measures stand in a day of a panel, and their bins.
struct SequenceFields: Sendable {
    /// Positions in a day of the panel.
    let measures: [Int]
    /// One a measure, in this scenario.
    let own: EdgeTable
    /// One a measure, summed over all scenarios of the advertiser.
    let all: EdgeTable

    /// - Parameter measures: as many as there are bins.
    init(measures: [Int], bins: SequenceBins) {
        self.measures = measures
        own = EdgeTable(bins.own)
        all = EdgeTable(bins.all)
    }
}
