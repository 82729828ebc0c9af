import Features

/// What the feature pipeline learned, apart for each file of weights.
package struct FittedStates: Codable, Equatable, Sendable {
    /// Belongs to the weights that serve.
    package let serving: FittedState
    /// Belongs to the first fit; `nil` where its weights serve.
    package let gate: FittedState?

    package init(serving: FittedState, gate: FittedState?) {
        self.serving = serving
        self.gate = gate
    }
}
