extension AdvertiserErrors {
    /// Whether the sums are those of forecasts whose points are their means: the same numbers, added up in the same order,
    /// agree to the last bit, and others do not.
    var pointsAreMeans: Bool { pointAbsolute == meanAbsolute && pointSymmetric == meanSymmetric }
}
