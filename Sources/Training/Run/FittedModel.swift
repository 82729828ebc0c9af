import Features
import ForecastModels

/// A model with the state that its inputs are built by.
package struct FittedModel: Sendable {
    package let model: any ForecastModel
    package let state: FittedState
}
