/// The bins of one sequence, behaviour or performance, for both views.
package struct SequenceBins: Codable, Equatable, Sendable {
    /// In this scenario, one a measure.
    package let own: [BinEdges]
    /// Summed over all scenarios of the advertiser, one a measure.
    package let all: [BinEdges]

    package init(own: [BinEdges], all: [BinEdges]) {
        self.own = own
        self.all = all
    }
}
