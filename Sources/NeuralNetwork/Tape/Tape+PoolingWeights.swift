extension Tape {
    /// What ``attentionWeights(query:key:codes:heads:pooling:)`` is without attention: the mean gives each day 1/T, a
    /// day alone 1. One head; no gradient flows.
    ///
    /// - Returns: [B·P, C].
    package func poolingWeights(codes: SequenceCodes, pooling: SequencePooling) -> Variable {
        let vectors = pooling.vectorCount(days: codes.days)
        return constant(rows: codes.rows * vectors, columns: codes.tableRows) { output in
            codes.forEachRow { row, tableRows in
                let perDay = codes.fields + 1
                func add(_ weight: Float, of day: Int, to vector: Int) {
                    let target = output + (row * vectors + vector) * codes.tableRows
                    for position in 0..<perDay {
                        target[Int(tableRows[day * perDay + position])] += weight
                    }
                }
                for day in 0..<codes.days {
                    switch pooling {
                    case .meanLast: add(1 / Float(codes.days), of: day, to: 0)
                    case .flatten: add(1, of: day, to: day)
                    }
                }
                if case .meanLast = pooling { add(1, of: codes.days - 1, to: 1) }
            }
        }
    }
}
