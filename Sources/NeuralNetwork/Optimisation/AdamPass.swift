import TensorCore

/// One step of ``Adam``: its constants and the memory it goes over.
struct AdamPass: Sendable {
    let values: AlignedBuffer
    let gradients: [AlignedBuffer]
    let firstMoment: AlignedBuffer
    let secondMoment: AlignedBuffer
    let firstDecay: Float
    let secondDecay: Float
    let epsilon: Float
    let clip: Float
    /// The learning rate over the first moment's correction.
    let rate: Float
    let secondCorrection: Float

    /// Updates the values in `range` and leaves their gradients at zero.
    func apply(to range: Range<Int>, penalty: Float) {
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
            var gradient = Lanes.zero
            for buffer in gradients {
                gradient += buffer.base.lanes(at: index)
                buffer.base.store(.zero, at: index)
            }
            let result = step(
                gradient, value: values.base.lanes(at: index), first: firstMoment.base.lanes(at: index),
                second: secondMoment.base.lanes(at: index), penalty: penalty)
            values.base.store(result.value, at: index)
            firstMoment.base.store(result.first, at: index)
            secondMoment.base.store(result.second, at: index)
            index += 8
        }
        while index < range.upperBound {
            var gradient: Float = 0
            for buffer in gradients {
                gradient += buffer.base[index]
                buffer.base[index] = 0
            }
            let result = step(
                Lanes(repeating: gradient), value: Lanes(repeating: values.base[index]),
                first: Lanes(repeating: firstMoment.base[index]), second: Lanes(repeating: secondMoment.base[index]),
                penalty: penalty)
            values.base[index] = result.value[0]
            firstMoment.base[index] = result.first[0]
            secondMoment.base[index] = result.second[0]
            index += 1
        }
    }

    @inline(__always)
    private func step(
        _ sum: Lanes, value: Lanes, first: Lanes, second: Lanes, penalty: Float
    ) -> (value: Lanes, first: Lanes, second: Lanes) {
        let limit = Lanes(repeating: clip)
        var gradient = sum.addingProduct(value, Lanes(repeating: 2 * penalty))
        gradient = gradient.replacing(with: limit, where: gradient .> limit)
        gradient = gradient.replacing(with: -limit, where: gradient .< -limit)
        let newFirst = first * firstDecay + gradient * (1 - firstDecay)
        let newSecond = second * secondDecay + gradient * gradient * (1 - secondDecay)
        let denominator = (newSecond * secondCorrection).squareRoot() + Lanes(repeating: epsilon)
        return (value - newFirst * rate / denominator, newFirst, newSecond)
    }
}
