@testable import Features

/// All inputs of one row of a batch, floats by their bits.
struct RowBytes: Equatable {
    let behaviour: [UInt8]
    let performance: [UInt8]
    let dense: [UInt32]
    let categories: [Int32]
    let numbers: [UInt32]

    init(_ batch: Batch, row: Int) {
        let layout = batch.layout
        func part<Element>(_ values: [Element], _ width: Int) -> ArraySlice<Element> {
            values[row * width..<(row + 1) * width]
        }
        behaviour = Array(part(batch.behaviourCodes, layout.windowDays * layout.behaviourFields))
        performance = Array(part(batch.performanceCodes, layout.windowDays * layout.performanceFields))
        dense = part(batch.dense, layout.denseWidth).map(\.bitPattern)
        categories = Array(part(batch.categoricalCodes, layout.categoricalCount))
        numbers = part(batch.numericValues, layout.numericCount).map(\.bitPattern)
    }
}
