import AdvertiserDomain

/// A fingerprint of the rows, profiles and scenarios from which forecasts as of one day are made: another one where a day
/// was corrected, and the same one in every process that reads the same.
package struct DataRevision: Hashable, Sendable, CustomStringConvertible {
    let high: UInt64
    let low: UInt64

    package var description: String { Self.digits(high) + Self.digits(low) }

    private static func digits(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Reads the histories of a window.
    ///
    /// - Throws: what the source throws, or what `check` does, which is called now and then.
    static func current(
        of source: any HistorySource, from first: Day, through last: Day, check: () throws -> Void
    ) throws -> DataRevision {
        var fingerprint = HistoryFingerprint(scenarios: try source.scenarios())
        var count = 0
        try source.forEachHistory(from: first, through: last) { history in
            if count.isMultiple(of: 256) { try check() }
            count += 1
            fingerprint.add(history)
        }
        return fingerprint.revision
    }
}
