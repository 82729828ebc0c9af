import AdvertiserDomain
import Checkpoints
import Crypto
import ForecastModels
import Glibc

/// The forecasts of every advertiser as of one day, in a file that is mapped into memory.
///
/// An advertiser is found by a binary search of its name; nothing is decoded before it is asked for. What a look-up reads
/// was checked when the file was opened.
package final class ForecastTable: Sendable {
    package let key: ForecastTableKey
    let layout: ForecastTableLayout
    /// Names of the scenarios of rows.
    private let scenarioNames: [String]
    private let file: MappedFile
    private let parts: Parts
    private let numbers: NumberPositions

    /// Where the parts begin.
    private struct Parts {
        let numbers: Int
        let rows: Int
        let firstRows: Int
        let nameStarts: Int
        let names: Int

        init(_ layout: ForecastTableLayout) {
            numbers = layout.numbers.lowerBound
            rows = layout.rows.lowerBound
            firstRows = layout.firstRows.lowerBound
            nameStarts = layout.nameStarts.lowerBound
            names = layout.names.lowerBound
        }
    }

    /// Where each number of a forecast is behind the first one, in bytes.
    private struct NumberPositions {
        let mean: Int?
        let point: Int?
        let activeProbability: Int?
        let p10: Int?
        let p50: Int?
        let p90: Int?

        init(_ fields: [ForecastField]) {
            func position(_ field: ForecastField) -> Int? { fields.firstIndex(of: field).map { 4 * $0 } }
            mean = position(.mean)
            point = position(.point)
            activeProbability = position(.activeProbability)
            p10 = position(.p10)
            p50 = position(.p50)
            p90 = position(.p90)
        }
    }

    package var advertiserCount: Int { layout.advertiserCount }
    package var rowCount: Int { layout.rowCount }
    package var byteCount: Int { file.bytes.count }

    /// Reads and checks the whole file.
    ///
    /// - Throws: ``ForecastTableError``.
    init(_ file: MappedFile, path: String) throws(ForecastTableError) {
        do throws(ForecastTableFault) {
            let header = try ForecastTableHeader(
                Array(file.bytes.prefix(ForecastTableLayout.headerBytes)), fileBytes: file.bytes.count)
            let content = UnsafeRawBufferPointer(rebasing: file.bytes[ForecastTableLayout.headerBytes...])
            var hash = SHA256()
            hash.update(bufferPointer: content)
            guard Array(hash.finalize()) == header.contentHash else { throw ForecastTableFault.damagedContent }
            key = header.key
            layout = header.layout
            parts = Parts(header.layout)
            numbers = NumberPositions(header.layout.fields)
            self.file = file
            scenarioNames = try Self.checkedScenarioNames(file.bytes, header.layout)
        } catch {
            throw .unusable(path: path, error)
        }
    }

    /// Opens a table.
    ///
    /// - Throws: ``ForecastTableError``.
    package convenience init(path: String) throws(ForecastTableError) {
        let file: MappedFile
        do {
            file = try MappedFile(path: path)
        } catch {
            throw .fileSystem(error)
        }
        try self.init(file, path: path)
    }

    /// Whether the table has the tasks and numbers that an engine gives.
    func fits(_ engine: ForecastEngine) -> Bool {
        layout.taskCount == engine.tasks.count && layout.fields == engine.manifest.forecastFields
    }

    /// The forecasts of an advertiser, one a scenario in which it has a row in the window, ascending by name; or for the
    /// named scenarios, in their order.
    ///
    /// - Returns: `nil` where the table does not hold the answer: the advertiser, or a scenario of it, is not there.
    package func scenarios(of advertiser: String, named names: [String]? = nil) -> [ScenarioForecast]? {
        guard let rows = rows(of: advertiser) else { return nil }
        guard let names else { return rows.map(scenarioForecast) }
        var found: [ScenarioForecast] = []
        found.reserveCapacity(names.count)
        for name in names {
            guard let row = rows.first(where: { scenarioNames[scenario(ofRow: $0)].utf8.elementsEqual(name.utf8) })
            else { return nil }
            found.append(scenarioForecast(ofRow: row))
        }
        return found
    }

    /// Calls `body` with every advertiser, ascending by name, and its forecasts.
    package func forEachAdvertiser(_ body: (String, [ScenarioForecast]) throws -> Void) rethrows {
        for position in 0..<layout.advertiserCount {
            try body(
                String(decoding: name(at: position), as: UTF8.self), rows(at: position).map(scenarioForecast))
        }
    }

    private func rows(of advertiser: String) -> Range<Int>? {
        var advertiser = advertiser
        return advertiser.withUTF8 { wanted in
            var low = 0
            var high = layout.advertiserCount
            while low < high {
                let middle = (low + high) / 2
                let order = Self.order(name(at: middle), UnsafeRawBufferPointer(wanted))
                if order == 0 { return rows(at: middle) }
                if order < 0 { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    private func rows(at position: Int) -> Range<Int> {
        let start = parts.firstRows + 4 * position
        return Int(load(start, UInt32.self))..<Int(load(start + 4, UInt32.self))
    }

    private func name(at position: Int) -> UnsafeRawBufferPointer {
        let start = parts.nameStarts + 8 * position
        let names = parts.names
        return UnsafeRawBufferPointer(
            rebasing: file.bytes[names + Int(load(start, UInt64.self))..<names + Int(load(start + 8, UInt64.self))])
    }

    private func scenario(ofRow row: Int) -> Int {
        Int(load(parts.rows + row * ForecastTableLayout.rowBytes, UInt32.self))
    }

    private func scenarioForecast(ofRow row: Int) -> ScenarioForecast {
        let start = parts.rows + row * ForecastTableLayout.rowBytes
        let width = layout.fields.count
        let first = parts.numbers + 4 * row * layout.numbersPerRow
        return ScenarioForecast(
            scenario: scenarioNames[Int(load(start, UInt32.self))],
            status: ForecastTableLayout.statuses[Int(load(start + 6, UInt8.self))],
            historyDays: Int(load(start + 4, UInt16.self)),
            forecasts: (0..<layout.taskCount).map { task in forecast(at: first + 4 * task * width) })
    }

    private func forecast(at start: Int) -> Forecast {
        func number(_ position: Int?) -> Float? {
            guard let position else { return nil }
            let number = Float(bitPattern: load(start + position, UInt32.self))
            return number.isNaN ? nil : number
        }
        return Forecast(
            mean: number(numbers.mean) ?? 0, point: number(numbers.point) ?? 0,
            activeProbability: number(numbers.activeProbability), p10: number(numbers.p10), p50: number(numbers.p50),
            p90: number(numbers.p90))
    }

    private func load<Word: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ type: Word.Type) -> Word {
        Word(littleEndian: file.bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    /// As memcmp(3) and then the lengths have it, which is the order of SQLite.
    private static func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        if let one = left.baseAddress, let other = right.baseAddress {
            let order = memcmp(one, other, min(left.count, right.count))
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }
}
