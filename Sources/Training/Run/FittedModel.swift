import AdvertiserDomain
import Features
import ForecastModels

/// A model with the state that its inputs are built by.
package struct FittedModel: Sendable {
    package let model: any ForecastModel
    package let state: FittedState
    /// The newest day whose values are in a label that the fit saw.
    package let newestLabelDay: Day
}
