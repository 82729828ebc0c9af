/// The five advertising scenarios of the paper (section 5.1.1), in the order of their names.
package enum SyntheticScenario: Int, CaseIterable, Sendable {
    case brandSearch, display, newsFeed, sponsoredSearch, starShop

    /// What the advertiser buys a place in.
    enum AdvertisingType: String {
        case search, recommendation
    }

    /// Where on the platform the advertisement is seen.
    enum Placement: String {
        case searchResults = "search_results"
        case searchTop = "search_top"
        case homePage = "home_page"
    }

    /// What the advertiser pays for.
    enum Pricing: String {
        case costPerClick = "cpc"
        case costPerMille = "cpm"
    }

    package var name: String {
        switch self {
        case .brandSearch: "brand_search"
        case .display: "display"
        case .newsFeed: "news_feed"
        case .sponsoredSearch: "sponsored_search"
        case .starShop: "star_shop"
        }
    }

    /// The first day, counted from the world's first, on which the scenario exists: star shop is the new one.
    package var launchDay: Int {
        self == .starShop ? 100 : 0
    }

    /// No value of star shop's is its alone: what is learned elsewhere says something about it.
    var type: AdvertisingType {
        switch self {
        case .brandSearch, .sponsoredSearch, .starShop: .search
        case .display, .newsFeed: .recommendation
        }
    }

    var placement: Placement {
        switch self {
        case .sponsoredSearch: .searchResults
        case .brandSearch, .starShop: .searchTop
        case .display, .newsFeed: .homePage
        }
    }

    var pricing: Pricing {
        switch self {
        case .sponsoredSearch, .newsFeed, .starShop: .costPerClick
        case .brandSearch, .display: .costPerMille
        }
    }

    /// The part of the platform's visitors who pass the scenario's places, relative to sponsored search.
    var reachIndex: Double {
        switch self {
        case .sponsoredSearch: 1
        case .newsFeed: 0.82
        case .display: 0.58
        case .starShop: 0.44
        case .brandSearch: 0.31
        }
    }
}
