import AdvertiserDomain

extension ReportNumber {
    /// A small share in per cent with its sign, to two decimal places, such as `−0.12 %`.
    static func change(_ share: Double) -> String {
        let magnitude = TextTable.decimal(abs(share) * 100, places: 2)
        if magnitude == "0.00" { return "0.00\u{A0}%" }
        return (share < 0 ? "−" : "+") + magnitude + "\u{A0}%"
    }
}
