import Foundation

extension Day {
    /// The calendar day that clocks in `timeZone` show at the moment `date`.
    package init(of date: Date, in timeZone: TimeZone) {
        let local = date.timeIntervalSince1970 + Double(timeZone.secondsFromGMT(for: date))
        self.init(number: Int(exactly: (local / 86_400).rounded(.down)) ?? 0)
    }
}
