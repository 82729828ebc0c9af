import AdvertiserDomain

/// Where the parts of a chart lie, in the units of its view box.
struct ChartLayout {
    let width = 960.0
    let height = 420.0
    let left = 76.0
    /// Room to the right of it holds the names at the ends of the lines.
    let right = 812.0
    let top = 76.0
    let bottom = 356.0

    var middle: Double { (left + right) / 2 }

    func y(of value: Double, top largest: Double) -> Double {
        bottom - (bottom - top) * (largest > 0 ? value / largest : 0)
    }
}

/// From days and values to places in a chart.
struct ChartScale {
    let layout: ChartLayout
    let first: Day
    let last: Day
    /// The value at the upper edge.
    let top: Double

    func x(of day: Day) -> Double {
        guard last > first else { return layout.middle }
        return layout.left + (layout.right - layout.left) * Double(day - first) / Double(last - first)
    }

    func y(of value: Double) -> Double {
        layout.y(of: value, top: top)
    }
}
