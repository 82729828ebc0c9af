import AdvertiserDomain

/// The attributes of every advertiser and scenario of a panel, as the model takes them.
struct AttributeCodes: Sendable {
    /// [advertiser, profile attributes].
    private let profiles: [Int32]
    private let profileCount: Int
    /// [scenario, categorical scenario attributes, the name first].
    private let scenarioCategories: [Int32]
    private let scenarioCategoryCount: Int
    /// [scenario, numeric scenario attributes].
    private let scenarioNumbers: [Float]
    private let scenarioNumberCount: Int

    /// - Parameters:
    ///   - profileFields: valid for the panel's columns.
    ///   - scenarioFields: likewise, the scenario's name first.
    init(panel: Panel, profileFields: [AttributeField], scenarioFields: [AttributeField]) {
        profileCount = profileFields.count
        profiles = panel.profiles.flatMap { profile in
            zip(profileFields, profile).map { $0.encoding.code(of: $1) }
        }
        scenarioCategoryCount = scenarioFields.count { $0.encoding.categoryCount != nil }
        scenarioNumberCount = scenarioFields.count - scenarioCategoryCount
        var categories = [Int32](repeating: 0, count: panel.scenarios.count * scenarioCategoryCount)
        var numbers = [Float](repeating: 0, count: panel.scenarios.count * scenarioNumberCount)
        // The panel of a request has a series or two, and every scenario of the database.
        var isCoded = [Bool](repeating: false, count: panel.scenarios.count)
        for series in panel.series where !isCoded[Int(series.scenario)] {
            let scenario = Int(series.scenario)
            isCoded[scenario] = true
            let record = panel.scenarios[scenario]
            var category = scenario * scenarioCategoryCount
            var number = scenario * scenarioNumberCount
            for (position, field) in scenarioFields.enumerated() {
                let value = position == 0 ? .text(record.name) : record.attributes[position - 1]
                if field.encoding.categoryCount == nil {
                    numbers[number] = field.encoding.number(of: value)
                    number += 1
                } else {
                    categories[category] = field.encoding.code(of: value)
                    category += 1
                }
            }
        }
        scenarioCategories = categories
        scenarioNumbers = numbers
    }

    /// Writes the codes, [row, categorical attributes], and the numbers, [row, numeric attributes], from
    /// `firstRow` on.
    func copy(
        for samples: UnsafeBufferPointer<Sample>, in panel: Panel, categories: inout [Int32], numbers: inout [Float],
        firstRow: Int
    ) {
        let categoryCount = profileCount + scenarioCategoryCount
        for (position, sample) in samples.enumerated() {
            let row = firstRow + position
            let series = panel.series[Int(sample.series)]
            let advertiser = Int(series.advertiser)
            let scenario = Int(series.scenario)
            for field in 0..<profileCount {
                categories[row * categoryCount + field] = profiles[advertiser * profileCount + field]
            }
            for field in 0..<scenarioCategoryCount {
                categories[row * categoryCount + profileCount + field] =
                    scenarioCategories[scenario * scenarioCategoryCount + field]
            }
            for field in 0..<scenarioNumberCount {
                numbers[row * scenarioNumberCount + field] = scenarioNumbers[scenario * scenarioNumberCount + field]
            }
        }
    }
}
