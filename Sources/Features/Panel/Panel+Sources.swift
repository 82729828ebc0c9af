import AdvertiserDomain

extension Panel {
    /// The histories of everybody who has a row from `first` to `last`, both included.
    ///
    /// - Parameter progress: called after each advertiser with the number read.
    /// - Throws: what the source throws, or a ``FeatureError``.
    package init(
        source: any HistorySource, from first: Day, through last: Day, progress: ((Int) -> Void)? = nil
    ) throws {
        var builder = try PanelBuilder(
            columns: source.columns, scenarios: try source.scenarios(), from: first, through: last)
        var count = 0
        try source.forEachHistory(from: first, through: last) { history in
            try builder.add(history, including: [])
            count += 1
            progress?(count)
        }
        self = builder.panel()
    }

    /// The histories of some advertisers from `first` to `last`; rows outside are left out.
    ///
    /// - Parameter scenarios: the scenarios known, in any order.
    /// - Throws: a ``FeatureError``.
    package init(
        histories: [AdvertiserHistory], scenarios: [ScenarioRecord], columns: HistoryColumns, from first: Day,
        through last: Day
    ) throws(FeatureError) {
        var builder = try PanelBuilder(columns: columns, scenarios: scenarios, from: first, through: last)
        for history in histories { try builder.add(history, including: []) }
        self = builder.panel()
    }

    /// The history of one advertiser from `first` to `last`; rows outside are left out.
    ///
    /// - Parameters:
    ///   - scenarios: the scenarios known, in any order.
    ///   - scenarioNames: scenarios that get a series even without a row, of zeros; each among `scenarios` or the rows.
    /// - Throws: a ``FeatureError``.
    package init(
        history: AdvertiserHistory, scenarios: [ScenarioRecord], columns: HistoryColumns, from first: Day,
        through last: Day, including scenarioNames: [String]
    ) throws(FeatureError) {
        var builder = try PanelBuilder(columns: columns, scenarios: scenarios, from: first, through: last)
        try builder.add(history, including: scenarioNames)
        self = builder.panel()
    }
}
