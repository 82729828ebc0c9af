extension Float {
    /// The nearest finite Float: a sum of finite Floats may exceed the largest.
    init(limited value: Double) {
        let limit = Double(Float.greatestFiniteMagnitude)
        self = Float(Swift.min(Swift.max(value, -limit), limit))
    }
}
