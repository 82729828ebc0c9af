import AdvertiserDomain

/// Checks of what look-ups rely on, so that no content of a file can make one read outside of it.
extension ForecastTable {
    /// - Returns: the names of the scenarios.
    static func checkedScenarioNames(
        _ bytes: UnsafeRawBufferPointer, _ layout: ForecastTableLayout
    ) throws(ForecastTableFault) -> [String] {
        func word(_ start: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        }
        func half(_ start: Int) -> UInt32 {
            UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
        }
        func areBounds(_ part: Range<Int>, stride: Int, end: Int, _ load: (Int) -> UInt64) -> Bool {
            var previous: UInt64 = 0
            for start in Swift.stride(from: part.lowerBound, to: part.upperBound, by: stride) {
                let bound = load(start)
                guard bound >= previous, start > part.lowerBound || bound == 0 else { return false }
                previous = bound
            }
            return previous == UInt64(end)
        }
        guard areBounds(layout.firstRows, stride: 4, end: layout.rowCount, { UInt64(half($0)) }),
            areBounds(layout.nameStarts, stride: 8, end: layout.nameBytes, word),
            areBounds(layout.scenarioNameStarts, stride: 8, end: layout.scenarioNameBytes, word)
        else { throw .inconsistent }
        for start in stride(from: layout.rows.lowerBound, to: layout.rows.upperBound, by: ForecastTableLayout.rowBytes)
        {
            guard half(start) < UInt32(layout.scenarioCount),
                Int(bytes[start + 6]) < ForecastTableLayout.statuses.count
            else { throw .inconsistent }
        }
        var names: [String] = []
        for position in 0..<layout.scenarioCount {
            let start = layout.scenarioNameStarts.lowerBound + 8 * position
            let base = layout.scenarioNames.lowerBound
            let name = bytes[base + Int(word(start))..<base + Int(word(start + 8))]
            guard let text = String(validating: name, as: UTF8.self) else { throw .inconsistent }
            names.append(text)
        }
        return names
    }
}
