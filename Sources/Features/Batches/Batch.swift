/// The inputs of a model for up to `capacity` samples, row after row; made once and refilled.
///
/// Only the first ``rowCount`` rows of each array count.
package struct Batch: Sendable {
    package let layout: BatchLayout
    package let capacity: Int
    package var rowCount = 0
    /// [B, T, fields]: 0…16, this scenario's measures first, then those over all scenarios.
    package var behaviourCodes: [UInt8]
    /// [B, T, fields], as ``behaviourCodes``.
    package var performanceCodes: [UInt8]
    /// [B, Q], standardised.
    package var dense: [Float]
    /// [B, categorical attributes in field order]: 0 is unknown.
    package var categoricalCodes: [Int32]
    /// [B, numeric attributes in field order]: standardised, 0 where unknown.
    package var numericValues: [Float]
    /// [B, Y]: in the task's unit.
    package var labels: [Float]
    /// [B, Y]: labels divided by the task's scale.
    package var scaledLabels: [Float]
    /// [B]: 1 on average over the training samples.
    package var weights: [Float]

    /// A batch without rows.
    package init(layout: BatchLayout, capacity: Int) {
        self.layout = layout
        self.capacity = capacity
        behaviourCodes = [UInt8](repeating: 0, count: capacity * layout.windowDays * layout.behaviourFields)
        performanceCodes = [UInt8](repeating: 0, count: capacity * layout.windowDays * layout.performanceFields)
        dense = [Float](repeating: 0, count: capacity * layout.denseWidth)
        categoricalCodes = [Int32](repeating: 0, count: capacity * layout.categoricalCount)
        numericValues = [Float](repeating: 0, count: capacity * layout.numericCount)
        labels = [Float](repeating: 0, count: capacity * layout.taskCount)
        scaledLabels = [Float](repeating: 0, count: capacity * layout.taskCount)
        weights = [Float](repeating: 1, count: capacity)
    }
}
