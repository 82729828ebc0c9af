/// Why a forecast was not made: more are wanted than can be.
package enum ForecastOverload: Error, Equatable {
    /// More wait than may.
    case queueFull
    /// Its turn did not come in time.
    case waitedTooLong
}
