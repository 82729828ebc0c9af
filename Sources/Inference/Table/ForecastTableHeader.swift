import AdvertiserDomain
import Crypto
import ForecastModels

/// The first bytes of a table's file: what it is, what it was made from, and the hashes by which damage is found.
struct ForecastTableHeader: Equatable {
    var key: ForecastTableKey
    var layout: ForecastTableLayout
    /// SHA-256 of everything behind the header.
    var contentHash: [UInt8]

    private static let magic = Array("ADCASTFT".utf8)
    private static let formatVersion: UInt64 = 1
    /// The header's own hash is its last part.
    private static let hashed = 0..<ForecastTableLayout.headerBytes - 32

    init(key: ForecastTableKey, layout: ForecastTableLayout, contentHash: [UInt8]) {
        self.key = key
        self.layout = layout
        self.contentHash = contentHash
    }

    var bytes: [UInt8] {
        var bytes = Self.magic
        func append(_ word: UInt64) { withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) } }
        append(Self.formatVersion)
        append(UInt64(layout.fileBytes))
        append(UInt64(bitPattern: Int64(key.modelVersion)))
        append(UInt64(bitPattern: Int64(key.asOf.number)))
        append(key.revision.high)
        append(key.revision.low)
        append(key.computation)
        for count in [
            layout.advertiserCount, layout.rowCount, layout.taskCount, layout.scenarioCount, layout.nameBytes,
            layout.scenarioNameBytes,
        ] {
            append(UInt64(count))
        }
        append(Self.mask(of: layout.fields))
        bytes += key.modelHash
        bytes += contentHash
        bytes += [UInt8](repeating: 0, count: Self.hashed.count - bytes.count)
        return bytes + SHA256.hash(data: bytes)
    }

    /// - Parameter fileBytes: the length of the whole file.
    init(_ bytes: [UInt8], fileBytes: Int) throws(ForecastTableFault) {
        guard bytes.count == ForecastTableLayout.headerBytes, bytes.starts(with: Self.magic) else { throw .notATable }
        guard Array(SHA256.hash(data: bytes[Self.hashed])) == Array(bytes[Self.hashed.upperBound...]) else {
            throw .damagedHeader
        }
        func word(_ index: Int) -> UInt64 {
            bytes[8 * index..<8 * index + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        func integer(_ index: Int) -> Int { Int(truncatingIfNeeded: word(index)) }
        guard word(1) == Self.formatVersion else { throw .otherFormat }
        guard integer(2) == fileBytes else { throw .wrongLength }
        key = ForecastTableKey(
            modelVersion: integer(3), modelHash: Array(bytes[120..<152]), computation: word(7),
            asOf: Day(number: integer(4)), revision: DataRevision(high: word(5), low: word(6)))
        layout = ForecastTableLayout(
            advertiserCount: integer(8), rowCount: integer(9), taskCount: integer(10),
            fields: Self.fields(of: word(14)), scenarioCount: integer(11), nameBytes: integer(12),
            scenarioNameBytes: integer(13))
        contentHash = Array(bytes[152..<184])
        guard layout.isPlausible, layout.fileBytes == fileBytes else { throw .inconsistent }
    }

    private static func mask(of fields: [ForecastField]) -> UInt64 {
        ForecastField.allCases.enumerated().reduce(0) { mask, field in
            fields.contains(field.element) ? mask | 1 << UInt64(field.offset) : mask
        }
    }

    private static func fields(of mask: UInt64) -> [ForecastField] {
        ForecastField.allCases.enumerated().filter { mask >> UInt64($0.offset) & 1 == 1 }.map(\.element)
    }
}
