import AdvertiserDomain
import ForecastModels

/// Where the parts of a table are in its file. All numbers are little-endian, every part begins at a multiple of 8.
///
/// A header of fixed length; the numbers, Float32 [rows, tasks, fields], absent ones NaN; the rows, 8 bytes each: scenario
/// (UInt32), history days (UInt16), status (UInt8), zero; the first row of each advertiser and the end (UInt32); the first
/// byte of each advertiser's name and the end (UInt64); the same of the scenarios' names; the names of the advertisers,
/// ascending; the names of the scenarios.
struct ForecastTableLayout: Equatable {
    var advertiserCount: Int
    var rowCount: Int
    var taskCount: Int
    /// In the order of their numbers.
    var fields: [ForecastField]
    var scenarioCount: Int
    var nameBytes: Int
    var scenarioNameBytes: Int

    static let headerBytes = 256
    static let rowBytes = 8
    static let statuses = ForecastStatus.allCases

    var numbersPerRow: Int { taskCount * fields.count }

    var numbers: Range<Int> { part(after: Self.headerBytes, bytes: rowCount * numbersPerRow * 4) }
    var rows: Range<Int> { part(after: numbers.upperBound, bytes: rowCount * Self.rowBytes) }
    var firstRows: Range<Int> { part(after: rows.upperBound, bytes: (advertiserCount + 1) * 4) }
    var nameStarts: Range<Int> { part(after: firstRows.upperBound, bytes: (advertiserCount + 1) * 8) }
    var scenarioNameStarts: Range<Int> { part(after: nameStarts.upperBound, bytes: (scenarioCount + 1) * 8) }
    var names: Range<Int> { part(after: scenarioNameStarts.upperBound, bytes: nameBytes) }
    var scenarioNames: Range<Int> { part(after: names.upperBound, bytes: scenarioNameBytes) }

    var fileBytes: Int { Self.aligned(scenarioNames.upperBound) }

    /// Whether no size can overflow: counts of a hostile header are anything.
    var isPlausible: Bool {
        (0...Int(UInt32.max)).contains(advertiserCount) && (0...Int(UInt32.max)).contains(rowCount)
            && (0...4_096).contains(taskCount) && (0...1_000_000).contains(scenarioCount)
            && (0...(1 << 40)).contains(nameBytes) && (0...(1 << 40)).contains(scenarioNameBytes)
    }

    private func part(after end: Int, bytes: Int) -> Range<Int> {
        let start = Self.aligned(end)
        return start..<start + bytes
    }

    static func aligned(_ offset: Int) -> Int { (offset + 7) & ~7 }
}
