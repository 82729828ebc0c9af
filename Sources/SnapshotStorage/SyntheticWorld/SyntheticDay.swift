/// One row of `daily_snapshots`, without its keys.
package struct SyntheticDay: Equatable, Sendable {
    /// Days since the world's first.
    package var day: Int
    package var logins = 0
    package var campaignEdits = 0
    package var bidChanges = 0
    /// Money a day, in whole units.
    package var budget = 0.0
    package var impressions = 0
    package var clicks = 0
    /// Money, in hundredths at the finest; never above the budget.
    package var expenditure = 0.0
    package var orders = 0
    /// Money, in hundredths at the finest.
    package var gmv = 0.0

    /// Whether there is nothing to write: a missing row means zeros.
    var isEmpty: Bool {
        logins == 0 && campaignEdits == 0 && bidChanges == 0 && budget == 0 && impressions == 0 && clicks == 0
            && expenditure == 0 && orders == 0 && gmv == 0
    }

    func value(of measure: SyntheticMeasure) -> Double {
        switch measure {
        case .logins: Double(logins)
        case .campaignEdits: Double(campaignEdits)
        case .bidChanges: Double(bidChanges)
        case .budget: budget
        case .impressions: Double(impressions)
        case .clicks: Double(clicks)
        case .expenditure: expenditure
        case .orders: Double(orders)
        case .gmv: gmv
        }
    }
}
