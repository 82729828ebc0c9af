import AdvertiserDomain
import Checkpoints

/// What the forecasts of a table were made from.
package struct ForecastTableKey: Equatable, Sendable {
    package let modelVersion: Int
    /// SHA-256 of the model's weights; all zeros for a model that was not loaded from files.
    let modelHash: [UInt8]
    /// What the model makes here of its golden input: another program, or another processor, may compute something else.
    let computation: UInt64
    package let asOf: Day
    package let revision: DataRevision

    init(engine: ForecastEngine, asOf: Day, revision: DataRevision) {
        modelVersion = engine.version
        modelHash = Self.bytes(ofHexadecimal: engine.manifest.tensorHash ?? "")
        computation = engine.computationMark
        self.asOf = asOf
        self.revision = revision
    }

    init(modelVersion: Int, modelHash: [UInt8], computation: UInt64, asOf: Day, revision: DataRevision) {
        self.modelVersion = modelVersion
        self.modelHash = modelHash
        self.computation = computation
        self.asOf = asOf
        self.revision = revision
    }

    static let hashBytes = 32

    private static func bytes(ofHexadecimal text: String) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: hashBytes)
        for (position, digit) in text.utf8.prefix(2 * hashBytes).enumerated() {
            let value = Character(Unicode.Scalar(digit)).hexDigitValue ?? 0
            bytes[position / 2] |= UInt8(value) << (position.isMultiple(of: 2) ? 4 : 0)
        }
        return bytes
    }
}
