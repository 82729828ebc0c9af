import Features

extension Batch {
    /// Adds the inputs of all rows of `other`, a batch of the same layout; there is room for them. Labels stay as they are.
    mutating func append(inputsOf other: Batch) {
        precondition(layout == other.layout && rowCount + other.rowCount <= capacity, "no room for the rows")
        let rows = other.rowCount
        copy(\.behaviourCodes, from: other, width: layout.windowDays * layout.behaviourFields)
        copy(\.performanceCodes, from: other, width: layout.windowDays * layout.performanceFields)
        copy(\.dense, from: other, width: layout.denseWidth)
        copy(\.categoricalCodes, from: other, width: layout.categoricalCount)
        copy(\.numericValues, from: other, width: layout.numericCount)
        rowCount += rows
    }

    private mutating func copy<Element>(
        _ values: WritableKeyPath<Batch, [Element]>, from other: Batch, width: Int
    ) {
        let start = rowCount * width
        let count = other.rowCount * width
        self[keyPath: values].replaceSubrange(start..<start + count, with: other[keyPath: values][..<count])
    }
}
