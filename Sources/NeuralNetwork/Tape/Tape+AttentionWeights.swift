import TensorCore

extension Tape {
    /// Windows that are attended to before the processor is offered again: some 50 microseconds.
    private static let windowsWithoutOffer = 4

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
        if case .meanLast = pooling, !differentiates {
            return pooledAttentionWeights(queryTable, keyTable, codes: codes, heads: heads)
        }
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
        codes.forEachRow { row, tableRows in
            if row % Self.windowsWithoutOffer == 0 { offerProcessor() }
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
                    SequenceKernels.scatter(
                        (UnsafePointer(mean), UnsafePointer(probabilities + (days - 1) * days)),
                        to: (pooled, pooled + heads * codes.tableRows), tableRows, days: days,
                        perDay: codes.fields + 1)
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

    /// As ``attentionWeights(query:key:codes:heads:pooling:)`` for mean and last day, where nothing is kept for the way back.
    private func pooledAttentionWeights(
        _ queryTable: Node, _ keyTable: Node, codes: SequenceCodes, heads: Int
    ) -> Variable {
        let width = queryTable.columns
        let headWidth = width / heads
        let days = codes.days
        let perDay = codes.fields + 1
        let columns = SequenceKernels.columns(days: days)
        let queries = scratch(days * width)
        let keys = scratch(days * width)
        let queryColumns = scratch(width * columns)
        let scores = scratch(8 * days)
        let sums = scratch(8 * days)
        let mean = scratch(days)
        let last = scratch(days)
        return constant(rows: 2 * codes.rows, columns: heads * codes.tableRows) { output in
            codes.forEachRow { row, tableRows in
                for day in 0..<days {
                    let used = tableRows + day * perDay
                    SequenceKernels.sumRows(
                        used, count: perDay, of: queryTable.value, width: width, into: queries + day * width)
                    SequenceKernels.sumRows(
                        used, count: perDay, of: keyTable.value, width: width, into: keys + day * width)
                }
                SequenceKernels.transpose(queries, days: days, width: width, into: queryColumns)
                for head in 0..<heads {
                    SequenceKernels.attendPooled(
                        queries: queryColumns + head * headWidth * columns, keys: keys + head * headWidth,
                        stride: width, days: days, width: headWidth, scores: scores, sums: sums, mean: mean,
                        last: last)
                    let pooled = output + (2 * row * heads + head) * codes.tableRows
                    SequenceKernels.scatter(
                        (UnsafePointer(mean), UnsafePointer(last)),
                        to: (pooled, pooled + heads * codes.tableRows), tableRows, days: days,
                        perDay: perDay)
                }
            }
        }
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
        codes.forEachRow { row, tableRows in
            if row % Self.windowsWithoutOffer == 0 { offerProcessor() }
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
}
