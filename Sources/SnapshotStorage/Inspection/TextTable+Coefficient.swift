import AdvertiserDomain

extension TextTable {
    /// A coefficient with two decimals; a dash for none.
    static func coefficient(_ value: Double?) -> String {
        guard let value, value.isFinite, let hundredths = Int(exactly: (abs(value) * 100).rounded()) else { return "–" }
        let fraction = hundredths % 100
        let sign = value < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
