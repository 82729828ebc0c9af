import AdvertiserDomain

/// The extents of a ``Batch``: all that a model needs to know of its inputs to size its parameters.
package struct BatchLayout: Codable, Equatable, Sendable {
    /// T.
    package let windowDays: Int
    /// Fields a day of the behaviour sequence: every measure in this scenario, then every measure over all scenarios.
    package let behaviourFields: Int
    /// Fields a day of the performance sequence, ordered likewise.
    package let performanceFields: Int
    /// Q.
    package let denseWidth: Int
    /// Profile attributes, then the scenario's own name, then the scenario's attributes.
    package let attributes: [AttributeInput]
    /// Y.
    package let taskCount: Int
    /// Codes a sequence field may have, 0 (zero) included.
    package let binCount: Int

    package init(
        windowDays: Int, behaviourFields: Int, performanceFields: Int, denseWidth: Int, attributes: [AttributeInput],
        taskCount: Int, binCount: Int = BinEdges.codeCount
    ) {
        self.windowDays = windowDays
        self.behaviourFields = behaviourFields
        self.performanceFields = performanceFields
        self.denseWidth = denseWidth
        self.attributes = attributes
        self.taskCount = taskCount
        self.binCount = binCount
    }

    /// The layout of batches of a valid state.
    package init(specification: FeatureSpecification, state: FittedState) {
        self.init(
            windowDays: specification.windowDays,
            behaviourFields: 2 * specification.columns.behaviour.count,
            performanceFields: 2 * specification.columns.performance.count,
            denseWidth: DenseFeatures(specification: specification).width,
            attributes: state.attributes.map { field in
                AttributeInput(
                    role: field.role, column: field.column,
                    kind: field.encoding.categoryCount.map { .categorical(categoryCount: $0) } ?? .numeric)
            },
            taskCount: specification.tasks.count)
    }

    /// Columns of ``Batch/categoricalCodes``.
    package var categoricalCount: Int { attributes.count { $0.kind != .numeric } }

    /// Columns of ``Batch/numericValues``.
    package var numericCount: Int { attributes.count { $0.kind == .numeric } }
}
