extension AxisTicks {
    /// About `count` round marks from at or below `smallest` to at or above `largest`.
    static func values(from smallest: Double, through largest: Double, count: Int) -> [Double] {
        guard smallest.isFinite, largest.isFinite, largest > smallest else {
            return smallest.isFinite && smallest > 0 ? [0, smallest] : [0, 1]
        }
        let step = step(notBelow: (largest - smallest) / Double(count))
        let first = (smallest / step + 1e-9).rounded(.down)
        let last = (largest / step - 1e-9).rounded(.up)
        guard step.isNormal, first < last, last - first <= 100, abs(first) < 1e9 else { return [smallest, largest] }
        return (Int(first)...Int(last)).map { Double($0) * step }
    }
}
