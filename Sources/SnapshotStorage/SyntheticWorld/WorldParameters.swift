import AdvertiserDomain

/// What decides a synthetic world: the same parameters give the same rows.
///
/// A longer world begins with the rows of a shorter one, so that days can be appended.
package struct WorldParameters: Equatable, Sendable {
    package static let advertiserBounds = 1...10_000_000
    package static let dayBounds = 1...3_650
    /// The first day of every world, the first day of the paper's data set.
    package static let firstDay = Day(number: 18_240)

    package let seed: UInt64
    package let advertiserCount: Int
    package let dayCount: Int

    /// Throws ``WorldError/sizeOutOfBounds(option:value:bounds:)`` where a size is outside its bounds.
    package init(seed: UInt64, advertiserCount: Int = 3_000, dayCount: Int = 200) throws {
        try WorldParameters.check(advertiserCount, option: "--advertisers", bounds: WorldParameters.advertiserBounds)
        try WorldParameters.check(dayCount, option: "--days", bounds: WorldParameters.dayBounds)
        self.seed = seed
        self.advertiserCount = advertiserCount
        self.dayCount = dayCount
    }

    /// The last day that the world writes.
    package var lastDay: Day { WorldParameters.firstDay + (dayCount - 1) }

    /// The same world, `days` longer.
    package func appending(days: Int) throws -> WorldParameters {
        let room = WorldParameters.dayBounds.upperBound - dayCount
        guard days >= 1, days <= room else {
            throw WorldError.sizeOutOfBounds(option: "--append-days", value: days, bounds: 1...max(1, room))
        }
        return try WorldParameters(seed: seed, advertiserCount: advertiserCount, dayCount: dayCount + days)
    }

    private static func check(_ value: Int, option: String, bounds: ClosedRange<Int>) throws {
        guard bounds.contains(value) else {
            throw WorldError.sizeOutOfBounds(option: option, value: value, bounds: bounds)
        }
    }
}
