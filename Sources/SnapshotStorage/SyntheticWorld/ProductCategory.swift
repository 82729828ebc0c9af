/// What an advertiser mainly sells.
enum ProductCategory: String, CaseIterable {
    case apparel, automotive, beauty, books, electronics, food, health, home, jewellery, pets, sports, toys

    /// Part of all advertisers.
    var share: Double {
        switch self {
        case .apparel: 0.22
        case .beauty: 0.13
        case .home: 0.13
        case .food: 0.12
        case .electronics: 0.1
        case .sports: 0.07
        case .toys: 0.06
        case .health: 0.05
        case .jewellery: 0.04
        case .pets: 0.03
        case .books: 0.03
        case .automotive: 0.02
        }
    }

    /// Log change of demand at weekends.
    var weekend: Double {
        switch self {
        case .apparel, .toys, .home: 0.18
        case .beauty, .jewellery, .pets: 0.08
        case .food, .health, .sports: -0.02
        case .books, .automotive: -0.15
        case .electronics: -0.1
        }
    }

    /// Amplitude of the yearly season, in logs, and the day of the year of its peak.
    var season: (amplitude: Double, peak: Double) {
        switch self {
        case .apparel: (0.25, 120)
        case .automotive: (0.1, 260)
        case .beauty: (0.15, 65)
        case .books: (0.2, 245)
        case .electronics: (0.15, 320)
        case .food: (0.2, 15)
        case .health: (0.12, 40)
        case .home: (0.15, 140)
        case .jewellery: (0.2, 45)
        case .pets: (0.05, 180)
        case .sports: (0.3, 170)
        case .toys: (0.25, 350)
        }
    }

    /// Money an order is worth, at the middle.
    var orderValue: Double {
        switch self {
        case .electronics: 220
        case .jewellery: 180
        case .automotive: 150
        case .home: 110
        case .sports: 90
        case .apparel, .beauty, .health: 70
        case .toys, .pets: 50
        case .food, .books: 35
        }
    }

    /// Log change of orders a click.
    var conversion: Double {
        switch self {
        case .food, .books, .pets: 0.35
        case .beauty, .health, .toys: 0.15
        case .apparel, .sports: 0
        case .home, .electronics: -0.2
        case .automotive, .jewellery: -0.5
        }
    }
}
