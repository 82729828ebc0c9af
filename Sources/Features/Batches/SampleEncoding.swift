import AdvertiserDomain

/// How samples become inputs: all that a specification and a fitted state say of it, whatever the panel.
///
/// A class, so that the encoder of each small panel refers to it and copies nothing.
package final class SampleEncoding: Sendable {
    package let specification: FeatureSpecification
    package let state: FittedState
    package let layout: BatchLayout

    let denseFeatures: DenseFeatures
    let taskLabels: TaskLabels
    let behaviour: SequenceFields
    let performance: SequenceFields
    let profileFields: [AttributeField]
    /// The scenario's own name first.
    let scenarioFields: [AttributeField]

    /// - Throws: ``FittedStateError`` for a state or specification that is not valid.
    package convenience init(specification: FeatureSpecification, state: FittedState) throws {
        try state.validate(for: specification)
        self.init(specification: specification, validState: state)
    }

    /// As the other, for a state that was validated for the specification.
    package init(specification: FeatureSpecification, validState state: FittedState) {
        self.specification = specification
        self.state = state
        layout = BatchLayout(specification: specification, state: state)
        denseFeatures = DenseFeatures(specification: specification)
        taskLabels = TaskLabels(specification: specification)
        let columns = specification.columns
        behaviour = SequenceFields(
            measures: specification.measureIndices(of: columns.behaviour), bins: state.behaviourBins)
        performance = SequenceFields(
            measures: specification.measureIndices(of: columns.performance), bins: state.performanceBins)
        profileFields = state.attributes.filter { $0.role == .profile }
        scenarioFields = state.attributes.filter { $0.role == .scenario }
    }
}
