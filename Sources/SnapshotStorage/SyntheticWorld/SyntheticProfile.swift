import Foundation

/// Who an advertiser is: what the `advertisers` table says of it, and the traits behind it that no table shows.
struct SyntheticProfile {
    enum BusinessScale: String, CaseIterable {
        case micro, small, medium, large, enterprise

        /// Part of all advertisers.
        var share: Double { [0.34, 0.3, 0.21, 0.11, 0.04][order] }
        /// Position from the smallest.
        var order: Int {
            switch self {
            case .micro: 0
            case .small: 1
            case .medium: 2
            case .large: 3
            case .enterprise: 4
            }
        }
    }

    let mix: ScenarioMix
    let businessScale: BusinessScale
    let category: ProductCategory
    /// The platform's rating of the shop, 1 to 5.
    let starLevel: Int
    /// Whether the table leaves the rating out.
    let hidesStarLevel: Bool
    /// Log of the money it would spend on a usual day.
    let logScale: Double
    /// Logins on a usual day.
    let loginRate: Double
    /// Campaign edits and bid changes for a login.
    let editsPerLogin: Double
    /// Budget over the spending that is planned.
    let headroom: Double
    /// Multiplies the size of its changes of mind.
    let restlessness: Double
    /// Multiplies how often it pauses, idles and leaves.
    let unsteadiness: Double
    let restsAtWeekends: Bool
    /// Log of what its orders are worth over what is usual in its category.
    let logOrderValue: Double

    /// The profile of an advertiser at `position` (see ``ScenarioMix/at(_:)``).
    init(position: Double, random: inout WorldRandom) {
        mix = ScenarioMix.at(position)
        let premium = mix.premium
        let scaleWeights = BusinessScale.allCases.map { $0.share * exp(premium * Double($0.order)) }
        businessScale = BusinessScale.allCases[random.index(weights: scaleWeights)]
        category = ProductCategory.allCases[random.index(weights: ProductCategory.allCases.map(\.share))]
        let order = Double(businessScale.order)
        let quality = 2 + 0.45 * order + 0.9 * random.normal()
        starLevel = Int(min(5, max(1, quality.rounded())))
        hidesStarLevel = random.happens(0.02)
        let rating = Double(starLevel) - 3
        logScale = min(8.8, 2.6 + 1.05 * order + 0.1 * rating + 0.65 * random.normal())
        loginRate = exp(0.1 + 0.42 * order + 0.4 * random.normal())
        editsPerLogin = exp(-0.9 + 0.4 * random.normal())
        headroom = 1.8 + random.exponential(mean: 1)
        restlessness = exp(0.3 * random.normal())
        unsteadiness = exp(0.45 - 0.3 * order - 0.15 * rating + 0.35 * random.normal())
        restsAtWeekends = random.happens(businessScale.order < 2 ? 0.14 : 0.03)
        logOrderValue = 0.45 * random.normal() + 0.08 * rating
    }
}
