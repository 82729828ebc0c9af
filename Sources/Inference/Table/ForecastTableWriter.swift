import AdvertiserDomain
import Checkpoints
import ForecastModels

/// Writes a table while forecasts are made: their numbers go to the file, an index of the advertisers stays in memory until
/// the end.
struct ForecastTableWriter {
    private let output: TableOutput
    private let taskCount: Int
    private let fields: [ForecastField]
    private var rows: [UInt8] = []
    private var firstRows: [UInt32] = []
    private var nameStarts: [UInt64] = []
    private var names: [UInt8] = []
    /// By the bytes of the names, since strings of other bytes may be equal.
    private var scenarioPositions: [[UInt8]: UInt32] = [:]
    private var scenarioNames: [[UInt8]] = []

    private var rowCount: Int { rows.count / ForecastTableLayout.rowBytes }

    init(_ output: TableOutput, taskCount: Int, fields: [ForecastField]) throws(FileSystemFault) {
        self.output = output
        self.taskCount = taskCount
        self.fields = fields
        try output.reserve(ForecastTableLayout.headerBytes)
    }

    /// Adds an advertiser, whose name is behind those before it.
    ///
    /// - Parameter scenarios: one at least, each with forecasts.
    mutating func add(_ advertiser: String, _ scenarios: [ScenarioForecast]) throws(FileSystemFault) {
        nameStarts.append(UInt64(names.count))
        firstRows.append(UInt32(clamping: rowCount))
        names.append(contentsOf: advertiser.utf8)
        for scenario in scenarios {
            add(scenario)
            try output.append { bytes in
                for forecast in scenario.forecasts ?? [] {
                    for field in fields {
                        // An absent number is not a number.
                        let number = field.value(in: forecast) ?? .nan
                        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
                    }
                }
            }
        }
    }

    private mutating func add(_ scenario: ScenarioForecast) {
        let position: UInt32
        let name = Array(scenario.scenario.utf8)
        if let known = scenarioPositions[name] {
            position = known
        } else {
            position = UInt32(clamping: scenarioNames.count)
            scenarioPositions[name] = position
            scenarioNames.append(name)
        }
        let status = ForecastTableLayout.statuses.firstIndex(of: scenario.status) ?? 0
        withUnsafeBytes(of: position.littleEndian) { rows.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt16(clamping: scenario.historyDays).littleEndian) { rows.append(contentsOf: $0) }
        rows.append(UInt8(clamping: status))
        rows.append(0)
    }

    /// Writes what is left, and the header.
    ///
    /// - Throws: ``ForecastTableError``.
    mutating func finish(key: ForecastTableKey) throws(ForecastTableError) {
        let layout = ForecastTableLayout(
            advertiserCount: firstRows.count, rowCount: rowCount, taskCount: taskCount, fields: fields,
            scenarioCount: scenarioNames.count, nameBytes: names.count,
            scenarioNameBytes: scenarioNames.reduce(0) { $0 + $1.count })
        guard layout.isPlausible else { throw .tooLarge(advertisers: firstRows.count, rows: rowCount) }
        do {
            try append(rows)
            try append((firstRows + [UInt32(clamping: rowCount)]).flatMap(Self.bytes))
            try append((nameStarts + [UInt64(names.count)]).flatMap(Self.bytes))
            var start: UInt64 = 0
            var starts: [UInt64] = [0]
            for name in scenarioNames {
                start += UInt64(name.count)
                starts.append(start)
            }
            try append(starts.flatMap(Self.bytes))
            try append(names)
            try append(Array(scenarioNames.joined()))
            try output.align()
            let header = ForecastTableHeader(key: key, layout: layout, contentHash: try output.finish())
            try output.write(header.bytes, at: 0)
        } catch {
            throw .fileSystem(error)
        }
    }

    private func append(_ bytes: [UInt8]) throws(FileSystemFault) {
        try output.align()
        try output.append { $0.append(contentsOf: bytes) }
    }

    private static func bytes(of word: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: word.littleEndian) { Array($0) }
    }
}
