import TensorCore

extension Tape {
    /// Equation 2's attention over the days of each window, averaged by the pooling, as weights of table rows.
    ///
    /// Nothing non-linear follows attention, so the rows of softmax(QKᵀ/√d_k) are averaged first, and what remains of a
    /// sequence is how much each day counts, a head and a pooled vector. A day is a sum of table rows, so the result
    /// holds, for each row of the lookup table, the weights of the days that use it.
    ///
    /// - Parameters:
    ///   - query: the table folded with W^Q, [C, H·d_k], C being `codes.tableRows`; head h in columns from h·d_k.
    ///   - key: the table folded with W^K, [C, H·d_k].
    /// - Returns: [B·P, H·C], head h in columns from h·C.
    package func attentionWeights(
        query: Variable, key: Variable, codes: SequenceCodes, heads: Int, pooling: SequencePooling
    ) -> Variable {
        let queryTable = self[query]
        let keyTable = self[key]
        let width = queryTable.columns
        let days = codes.days
        precondition(
            queryTable.rows == codes.tableRows && keyTable.rows == codes.tableRows && keyTable.columns == width
                && width % heads == 0, "folded tables do not fit the codes")
        let attention = SequenceAttention(
            codes: codes, heads: heads, headWidth: width / heads, pooling: pooling,
            queries: scratch(codes.rows * days * width), keys: scratch(codes.rows * days * width),
            probabilities: scratch(codes.rows * heads * days * days),
            scratch: scratch(2 * days * width + days * days + days))
        let vectors = pooling.vectorCount(days: days)
        let result = record(
            .attentionWeights(query: query, key: key, attention: attention), rows: codes.rows * vectors,
            columns: heads * codes.tableRows)
        let output = self[result].value
        output.update(repeating: 0, count: self[result].count)
        withTableRows(of: codes) { row, tableRows in
            let queries = attention.queries + row * days * width
            let keys = attention.keys + row * days * width
            for day in 0..<days {
                let used = tableRows + day * (codes.fields + 1)
                SequenceKernels.sumRows(
                    used, count: codes.fields + 1, of: queryTable.value, width: width, into: queries + day * width)
                SequenceKernels.sumRows(
                    used, count: codes.fields + 1, of: keyTable.value, width: width, into: keys + day * width)
            }
            for head in 0..<heads {
                let probabilities = attention.probabilities + (row * heads + head) * days * days
                SequenceKernels.attend(
                    queries: queries + head * attention.headWidth, keys: keys + head * attention.headWidth,
                    stride: width, days: days, width: attention.headWidth, into: probabilities)
                let pooled = output + row * vectors * heads * codes.tableRows + head * codes.tableRows
                switch pooling {
                case .meanLast:
                    let mean = attention.scratch
                    SequenceKernels.meanRow(of: probabilities, days: days, into: mean)
                    SequenceKernels.scatter(mean, to: pooled, tableRows, days: days, perDay: codes.fields + 1)
                    SequenceKernels.scatter(
                        probabilities + (days - 1) * days, to: pooled + heads * codes.tableRows, tableRows,
                        days: days, perDay: codes.fields + 1)
                case .flatten:
                    for day in 0..<days {
                        SequenceKernels.scatter(
                            probabilities + day * days, to: pooled + day * heads * codes.tableRows, tableRows,
                            days: days, perDay: codes.fields + 1)
                    }
                }
            }
        }
        return result
    }

    func attentionWeightsBackward(
        _ gradient: UnsafeMutablePointer<Float>, _ query: Node, _ key: Node, _ attention: SequenceAttention
    ) {
        guard let queryTarget = query.gradient, let keyTarget = key.gradient else { return }
        let codes = attention.codes
        let days = codes.days
        let heads = attention.heads
        let headWidth = attention.headWidth
        let width = heads * headWidth
        let vectors = attention.pooling.vectorCount(days: days)
        let queryGradients = attention.scratch
        let keyGradients = queryGradients + days * width
        let scores = keyGradients + days * width
        let dayGradient = scores + days * days
        withTableRows(of: codes) { row, tableRows in
            let queries = attention.queries + row * days * width
            let keys = attention.keys + row * days * width
            for head in 0..<heads {
                let probabilities = attention.probabilities + (row * heads + head) * days * days
                let pooled = gradient + row * vectors * heads * codes.tableRows + head * codes.tableRows
                let perDay = codes.fields + 1
                switch attention.pooling {
                case .meanLast:
                    SequenceKernels.gather(pooled, tableRows, days: days, perDay: perDay, into: dayGradient)
                    VectorMath.scale(dayGradient, by: 1 / Float(days), count: days)
                    SequenceKernels.softmaxBackward(
                        probabilities, sharedGradient: dayGradient, days: days, rows: days - 1, into: scores)
                    let last = scores + (days - 1) * days
                    SequenceKernels.gather(
                        pooled + heads * codes.tableRows, tableRows, days: days, perDay: perDay, into: last)
                    VectorMath.add(last, to: dayGradient, count: days)
                    SequenceKernels.softmaxBackward(
                        probabilities + (days - 1) * days, sharedGradient: dayGradient, days: days, rows: 1,
                        into: last)
                case .flatten:
                    for day in 0..<days {
                        SequenceKernels.gather(
                            pooled + day * heads * codes.tableRows, tableRows, days: days, perDay: perDay,
                            into: dayGradient)
                        SequenceKernels.softmaxBackward(
                            probabilities + day * days, sharedGradient: dayGradient, days: days, rows: 1,
                            into: scores + day * days)
                    }
                }
                let scale = 1 / Float(headWidth).squareRoot()
                let column = head * headWidth
                MatrixProduct.multiply(
                    scores, stride: days, by: keys + column, stride: width, into: queryGradients + column,
                    stride: width, rows: days, inner: days, columns: headWidth, accumulates: false, scale: scale)
                MatrixProduct.multiply(
                    scores, stride: days, leftTransposed: true, by: queries + column, stride: width,
                    into: keyGradients + column, stride: width, rows: days, inner: days, columns: headWidth,
                    accumulates: false, scale: scale)
            }
            for day in 0..<days {
                let used = tableRows + day * (codes.fields + 1)
                for position in 0...codes.fields {
                    let offset = Int(used[position]) * width
                    VectorMath.add(queryGradients + day * width, to: queryTarget + offset, count: width)
                    VectorMath.add(keyGradients + day * width, to: keyTarget + offset, count: width)
                }
            }
        }
    }

    /// What ``attentionWeights(query:key:codes:heads:pooling:)`` is without attention: the mean gives each day 1/T, a
    /// day alone 1. One head; no gradient flows.
    ///
    /// - Returns: [B·P, C].
    package func poolingWeights(codes: SequenceCodes, pooling: SequencePooling) -> Variable {
        let vectors = pooling.vectorCount(days: codes.days)
        return constant(rows: codes.rows * vectors, columns: codes.tableRows) { output in
            withTableRows(of: codes) { row, tableRows in
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

    /// Head by head, weights of table rows times the head's columns of the table.
    ///
    /// - Parameters:
    ///   - weights: [B·P, H·C].
    ///   - table: [C, H·d_v].
    /// - Returns: [B·P, H·d_v].
    package func headwiseProduct(weights: Variable, table: Variable, heads: Int) -> Variable {
        let left = self[weights]
        let right = self[table]
        let inner = right.rows
        let width = right.columns / heads
        precondition(left.columns == heads * inner && right.columns % heads == 0, "weights do not fit the table")
        let result = record(
            .headwiseProduct(weights: weights, table: table, heads: heads), rows: left.rows, columns: right.columns)
        for head in 0..<heads {
            MatrixProduct.multiply(
                left.value + head * inner, stride: left.columns, by: right.value + head * width,
                stride: right.columns, into: self[result].value + head * width, stride: right.columns,
                rows: left.rows, inner: inner, columns: width, accumulates: false)
        }
        return result
    }

    func headwiseProductBackward(
        _ node: Node, _ gradient: UnsafeMutablePointer<Float>, _ weights: Node, _ table: Node, _ heads: Int
    ) {
        let inner = table.rows
        let width = table.columns / heads
        for head in 0..<heads {
            if let target = weights.gradient {
                MatrixProduct.multiply(
                    gradient + head * width, stride: node.columns, by: table.value + head * width,
                    stride: table.columns, rightTransposed: true, into: target + head * inner, stride: weights.columns,
                    rows: node.rows, inner: width, columns: inner, accumulates: true)
            }
            if let target = table.gradient {
                MatrixProduct.multiply(
                    weights.value + head * inner, stride: weights.columns, leftTransposed: true,
                    by: gradient + head * width, stride: node.columns, into: target + head * width,
                    stride: table.columns, rows: inner, inner: node.rows, columns: width, accumulates: true)
            }
        }
    }

    /// Calls `body` for each row with the table rows that its days use: for each day one a field, then the position's.
    private func withTableRows(of codes: SequenceCodes, _ body: (Int, UnsafePointer<Int32>) -> Void) {
        let perDay = codes.fields + 1
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: codes.days * perDay) { tableRows in
            guard let base = tableRows.baseAddress, let codesBase = codes.codes.baseAddress else { return }
            for row in 0..<codes.rows {
                var source = codesBase + row * codes.days * codes.fields
                var target = base
                for day in 0..<codes.days {
                    for field in 0..<codes.fields {
                        target[field] = Int32(truncatingIfNeeded: field * codes.binCount + Int(source[field]))
                    }
                    target[codes.fields] = Int32(truncatingIfNeeded: codes.fields * codes.binCount + day)
                    source += codes.fields
                    target += perDay
                }
                body(row, base)
            }
        }
    }
}
