import AdvertiserDomain
import Foundation

/// The configuration that `generate` writes beside a database: what its columns are, and what to forecast.
enum WorldConfigurationFile {
    /// The database's path with its extension replaced by `yaml`. Throws where that is the database itself.
    static func path(besideDatabase databasePath: String) throws -> String {
        let url = URL(fileURLWithPath: databasePath)
        let configuration = url.deletingPathExtension().appendingPathExtension("yaml")
        guard configuration.path != url.path else {
            throw WorldError.outputNamedLikeConfiguration(path: databasePath)
        }
        return configuration.path
    }

    /// Writes the configuration, unless there is one.
    static func write(to path: String, databasePath: String) throws -> WorldSummary.ConfigurationOrigin {
        guard !FileManager.default.fileExists(atPath: path) else {
            guard let named = try? AdcastConfiguration.load(path: path).database,
                named != URL(fileURLWithPath: databasePath).standardizedFileURL.path
            else { return .kept }
            return .keptForOther(database: named)
        }
        let name = URL(fileURLWithPath: databasePath).lastPathComponent
        try Data(text(databaseName: name).utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        return .written
    }

    static func text(databaseName: String) -> String {
        """
        # Adcast: what the columns of the database are, and what to forecast from them.
        # Relative paths are relative to this file.
        database: \(scalar(databaseName))
        models: models
        timezone: UTC                 # what a day is

        # Which columns are what. Every measure is seen in its scenario and summed over all scenarios of the advertiser.
        features:
          behaviour: [logins, campaign_edits, bid_changes, budget]                # what the advertiser did
          performance: [impressions, clicks, expenditure, orders, gmv]            # what it got
          profile: [business_scale, main_category, star_level]                    # columns of advertisers
          scenario: [type, placement, pricing, reach_index]                       # columns of scenarios, beside the name

        window_days: 40               # days a forecast looks back
        horizon_days: 7               # days it looks ahead

        # What is forecast over the horizon, for every advertiser and scenario.
        tasks:
          - { name: impressions, column: impressions, aggregate: sum, unit: impressions }
          - { name: clicks, column: clicks, aggregate: sum, unit: clicks }
          - { name: expenditure, column: expenditure, aggregate: sum, unit: CNY }
          - { name: gmv, column: gmv, aggregate: sum, unit: CNY }
          - { name: active_days, column: expenditure, aggregate: active_days, unit: days }

        """
    }

    /// A file name as a YAML scalar: plain where it is plain, else in double quotes.
    private static func scalar(_ name: String) -> String {
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        // The extension rules out the words that YAML reads otherwise, such as `true` and `null`.
        let isPlain =
            name.first.map(letters.contains) == true && name.hasSuffix(".sqlite")
            && name.allSatisfy((letters + "0123456789._-").contains)
        guard !isPlain else { return name }
        var text = "\""
        for character in name.unicodeScalars {
            switch character {
            case "\"", "\\": text += "\\\(character)"
            case _ where character.value < 0x20 || character.value == 0x7F:
                let digits = String(character.value, radix: 16)
                text += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: text.unicodeScalars.append(character)
            }
        }
        return text + "\""
    }
}
