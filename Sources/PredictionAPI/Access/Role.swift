/// What the holder of a token may do. A token has the roles that its line names, and no others by implication.
package enum Role: String, CaseIterable, Sendable {
    /// Forecast one advertiser.
    case predict
    /// Forecast many.
    case bulk
    /// Change which version serves, and start a retraining.
    case admin
}
