import AdvertiserDomain

/// Turns samples of a panel into batches: the one way from histories to a model's inputs, in training and in serving.
///
/// Immutable, so several threads may encode at once, each into a batch of its own.
package struct SampleEncoder: Sendable {
    package let panel: Panel
    let encoding: SampleEncoding

    let behaviour: SequenceCodes
    let performance: SequenceCodes
    let attributes: AttributeCodes

    package var specification: FeatureSpecification { encoding.specification }
    package var state: FittedState { encoding.state }
    package var layout: BatchLayout { encoding.layout }
    var taskLabels: TaskLabels { encoding.taskLabels }

    /// Bins the whole panel and looks up all attributes once.
    ///
    /// - Throws: ``FittedStateError`` for a state or specification that is not valid,
    ///   ``FeatureError/columnsDiffer(panel:specification:)`` for a panel of other columns.
    package init(panel: Panel, state: FittedState, specification: FeatureSpecification) throws {
        try self.init(panel: panel, encoding: SampleEncoding(specification: specification, state: state))
    }

    /// As the other, by what was found out of a state and a specification before: that takes longer than to encode a request.
    ///
    /// - Throws: ``FeatureError/columnsDiffer(panel:specification:)`` for a panel of other columns.
    package init(panel: Panel, encoding: SampleEncoding) throws(FeatureError) {
        let columns = encoding.specification.columns
        guard panel.columns == columns else {
            throw FeatureError.columnsDiffer(panel: panel.columns.allNames, specification: columns.allNames)
        }
        self.panel = panel
        self.encoding = encoding
        behaviour = SequenceCodes(panel: panel, fields: encoding.behaviour)
        performance = SequenceCodes(panel: panel, fields: encoding.performance)
        attributes = AttributeCodes(
            panel: panel, profileFields: encoding.profileFields, scenarioFields: encoding.scenarioFields)
    }

    /// Refills a batch with the given samples, row after row, without allocating for them.
    ///
    /// - Parameters:
    ///   - samples: at most ``Batch/capacity``, whose windows lie inside the panel (``SampleIndex`` gives such).
    ///   - batch: one of this encoder's ``layout``.
    ///   - labels: whether to read labels, whose horizon then lies inside the panel, and row weights; without, labels
    ///     are 0 and weights 1.
    package func encode(_ samples: ArraySlice<Sample>, into batch: inout Batch, labels: Bool) {
        batch.rowCount = 0
        append(samples, to: &batch, labels: labels)
    }

    /// Adds rows after those that a batch has, which may be of another panel under the same state; as
    /// ``encode(_:into:labels:)`` otherwise.
    package func append(_ samples: ArraySlice<Sample>, to batch: inout Batch, labels: Bool) {
        precondition(batch.layout == encoding.layout, "the batch is for another model")
        let firstRow = batch.rowCount
        precondition(
            samples.count <= batch.capacity - firstRow, "\(samples.count) samples do not fit \(batch.capacity) rows")
        for sample in samples {
            let asOf = Int(sample.asOf)
            precondition(
                panel.series.indices.contains(Int(sample.series)) && asOf >= encoding.specification.windowDays - 1
                    && asOf + (labels ? encoding.specification.horizonDays : 0) < panel.dayCount,
                "the days of sample \(sample) are not all in the panel")
        }
        batch.rowCount = firstRow + samples.count
        // The rows written are below the batch's capacity and the days read inside the panel, both checked above.
        samples.withUnsafeBufferPointer { samples in
            let days = encoding.layout.windowDays
            behaviour.copyWindows(of: samples, in: panel, days: days, to: &batch.behaviourCodes, firstRow: firstRow)
            performance.copyWindows(of: samples, in: panel, days: days, to: &batch.performanceCodes, firstRow: firstRow)
            encodeDense(samples, to: &batch.dense, firstRow: firstRow)
            attributes.copy(
                for: samples, in: panel, categories: &batch.categoricalCodes, numbers: &batch.numericValues,
                firstRow: firstRow)
            if labels {
                encodeLabels(samples, into: &batch, firstRow: firstRow)
            } else {
                clearLabels(of: &batch, firstRow: firstRow)
            }
        }
    }
}

extension HistoryColumns {
    /// Every name, to tell two sets of columns apart in a message.
    var allNames: [String] { measures + profile + scenario }
}
