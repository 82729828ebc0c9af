import TensorCore

extension Tape {
    /// Scaled dot-product attention within groups of a few rows: softmax(Q·Kᵀ/√d)·V head by head, for each group alone.
    ///
    /// - Parameters:
    ///   - query: [groups·q, H·d], or [q, H·d] that every group asks with, where `sharesQueries`; head h in columns from
    ///     h·d.
    ///   - key: [groups·k, H·d].
    ///   - value: [groups·k, H·d_v].
    ///   - groups: how many groups of rows there are, one after the other.
    /// - Returns: [groups·q, H·d_v].
    package func groupAttention(
        query: Variable, key: Variable, value: Variable, groups: Int, heads: Int, sharesQueries: Bool = false
    ) -> Variable {
        let (queryNode, keyNode, valueNode) = (self[query], self[key], self[value])
        precondition(
            keyNode.rows % groups == 0 && keyNode.rows == valueNode.rows && queryNode.columns == keyNode.columns
                && (sharesQueries || queryNode.rows % groups == 0) && keyNode.columns % heads == 0
                && valueNode.columns % heads == 0, "queries, keys and values do not fit")
        let queries = sharesQueries ? queryNode.rows : queryNode.rows / groups
        let keys = keyNode.rows / groups
        let attention = GroupAttention(
            groups: groups, queries: queries, keys: keys, heads: heads, sharesQueries: sharesQueries,
            probabilities: scratch(groups * queries * heads * keys))
        let result = record(
            .groupAttention(query: query, key: key, value: value, attention: attention), rows: groups * queries,
            columns: valueNode.columns)
        let output = self[result].value
        output.update(repeating: 0, count: self[result].count)
        let width = keyNode.columns / heads
        let valueWidth = valueNode.columns / heads
        let scale = 1 / Float(width).squareRoot()
        forEachQuery(attention) { group, queryRow, resultRow, head, probabilities in
            let asked = queryNode.value + queryRow * queryNode.columns + head * width
            for index in 0..<keys {
                let offset = (group * keys + index) * keyNode.columns + head * width
                probabilities[index] = scale * VectorMath.dot(asked, keyNode.value + offset, count: width)
            }
            VectorMath.softmax(probabilities, count: keys)
            let target = output + resultRow * valueNode.columns + head * valueWidth
            for index in 0..<keys {
                let offset = (group * keys + index) * valueNode.columns + head * valueWidth
                VectorMath.add(
                    valueNode.value + offset, times: probabilities[index], to: target, count: valueWidth)
            }
        }
        return result
    }

    func groupAttentionBackward(
        _ gradient: UnsafeMutablePointer<Float>, query: Node, key: Node, value: Node, _ attention: GroupAttention
    ) {
        let keys = attention.keys
        let width = key.columns / attention.heads
        let valueWidth = value.columns / attention.heads
        let scale = 1 / Float(width).squareRoot()
        let slopes = scratch(keys)
        forEachQuery(attention) { group, queryRow, resultRow, head, probabilities in
            let outer = gradient + resultRow * value.columns + head * valueWidth
            for index in 0..<keys {
                let offset = (group * keys + index) * value.columns + head * valueWidth
                slopes[index] = VectorMath.dot(outer, value.value + offset, count: valueWidth)
                if let target = value.gradient {
                    VectorMath.add(outer, times: probabilities[index], to: target + offset, count: valueWidth)
                }
            }
            let inner = VectorMath.dot(slopes, probabilities, count: keys)
            let asked = queryRow * query.columns + head * width
            for index in 0..<keys {
                let slope = scale * probabilities[index] * (slopes[index] - inner)
                let offset = (group * keys + index) * key.columns + head * width
                if let target = query.gradient {
                    VectorMath.add(key.value + offset, times: slope, to: target + asked, count: width)
                }
                if let target = key.gradient {
                    VectorMath.add(query.value + asked, times: slope, to: target + offset, count: width)
                }
            }
        }
    }

    /// Calls `body` for each group, query and head with the group, the row of the query, the row of the result, the head
    /// and its probabilities.
    @inline(__always)
    private func forEachQuery(
        _ attention: GroupAttention, _ body: (Int, Int, Int, Int, UnsafeMutablePointer<Float>) -> Void
    ) {
        for group in 0..<attention.groups {
            for query in 0..<attention.queries {
                let row = group * attention.queries + query
                for head in 0..<attention.heads {
                    body(
                        group, attention.sharesQueries ? query : row, row, head,
                        attention.probabilities + (row * attention.heads + head) * attention.keys)
                }
            }
        }
    }
}
