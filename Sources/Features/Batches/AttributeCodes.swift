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

    /// - Parameter fields: valid for the panel's columns: all profile attributes, the scenario's name, its attributes.
    init(panel: Panel, fields: [AttributeField]) {
        let profileFields = fields.filter { $0.role == .profile }
        let scenarioFields = fields.filter { $0.role == .scenario }
        profileCount = profileFields.count
        profiles = panel.profiles.flatMap { profile in
            zip(profileFields, profile).map { $0.encoding.code(of: $1) }
        }
        var categories: [Int32] = []
        var numbers: [Float] = []
        for record in panel.scenarios {
            for (field, value) in zip(scenarioFields, [.text(record.name)] + record.attributes) {
                if field.encoding.categoryCount == nil {
                    numbers.append(field.encoding.number(of: value))
                } else {
                    categories.append(field.encoding.code(of: value))
                }
            }
        }
        scenarioCategories = categories
        scenarioNumbers = numbers
        scenarioCategoryCount = scenarioFields.count { $0.encoding.categoryCount != nil }
        scenarioNumberCount = scenarioFields.count - scenarioCategoryCount
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
