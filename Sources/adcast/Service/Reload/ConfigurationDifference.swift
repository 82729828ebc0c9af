import AdvertiserDomain

/// Which keys of the configuration file two configurations disagree on.
///
/// The keys come from the types' own properties, so that one that is added later cannot be forgotten here.
enum ConfigurationDifference {
    /// Dotted keys as the file spells them, such as `serving.port`, ascending.
    static func keys(_ old: AdcastConfiguration, _ new: AdcastConfiguration) -> [String] {
        differences(old, new, section: "").filter { $0 != "features.measures" }.sorted()
    }

    private static func differences(_ old: Any, _ new: Any, section: String) -> [String] {
        zip(Mirror(reflecting: old).children, Mirror(reflecting: new).children).flatMap { old, new -> [String] in
            let key = section + spelling(of: old.label ?? "")
            let mirror = Mirror(reflecting: old.value)
            if mirror.displayStyle == .struct, !mirror.children.isEmpty {
                return differences(old.value, new.value, section: key + ".")
            }
            return isEqual(old.value, new.value) ? [] : [key]
        }
    }

    /// A property's name as the file has it: words parted by `_`.
    private static func spelling(of property: String) -> String {
        if let irregular = irregularSpellings[property] { return irregular }
        return property.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
    }

    /// Properties that are called otherwise than their keys.
    private static let irregularSpellings = [
        "columns": "features", "isEnabled": "enabled", "generator": "generator_rank",
    ]

    private static func isEqual(_ old: Any, _ new: Any) -> Bool {
        func compare<Value: Equatable>(_ old: Value) -> Bool { (new as? Value) == old }
        guard let old = old as? any Equatable else { return false }
        return compare(old)
    }
}
