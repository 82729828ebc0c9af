/// An (advertiser, scenario) pair of a ``Panel``.
package struct Series: Equatable, Sendable {
    /// Position in ``Panel/advertisers``.
    package let advertiser: Int32
    /// Position in ``Panel/scenarios``.
    package let scenario: Int32
    /// Days of the panel on which the pair has a row.
    package let rowCount: Int32
    /// The offset of the first of them; -1 without a row.
    private let firstRowOffset: Int32

    init(advertiser: Int32, scenario: Int32, rowCount: Int32, firstRowDay: Int?) {
        self.advertiser = advertiser
        self.scenario = scenario
        self.rowCount = rowCount
        firstRowOffset = firstRowDay.map(Int32.init) ?? -1
    }

    /// The offset in the panel of the first day with a row; `nil` without a row.
    package var firstRowDay: Int? { firstRowOffset < 0 ? nil : Int(firstRowOffset) }
}
