import AdvertiserDomain

/// A decoded request for the forecasts of one advertiser.
package struct PredictRequest: Sendable {
    /// Whose history it is.
    package enum Subject: Equatable, Sendable {
        /// An advertiser of the database.
        case stored(advertiser: String)
        /// An advertiser that the request describes itself; `name` is only repeated in the response.
        case inline(name: String?, history: AdvertiserHistory)
    }

    package let subject: Subject
    /// In the order of the request; `nil` for those with a row in the window.
    package let scenarios: [ScenarioRecord]?
    /// Every scenario the request may name, by which the default ones are looked up.
    package let lookup: ScenarioLookup
    /// Positions among the model's tasks, in the order of the request.
    package let tasks: [Int]
    /// `nil` for the newest day of the history.
    package let asOf: Day?

    /// The advertiser's name as the request has it.
    var name: String? {
        switch subject {
        case .stored(let advertiser): advertiser
        case .inline(let name, _): name
        }
    }
}
