import AdvertiserDomain

/// Takes the fingerprint of histories, one after the other.
///
/// Two chains of multiplications and shifts over 64-bit words. It finds changes and not attacks: whoever can write the
/// database can change forecasts without it.
struct HistoryFingerprint {
    private var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var low: UInt64 = 0xD1B5_4A32_D192_ED03

    init(scenarios: [ScenarioRecord]) {
        for scenario in scenarios {
            add(scenario.name)
            add(scenario.attributes)
        }
    }

    /// Adds what forecasts of an advertiser are made from; the order of the calls counts.
    mutating func add(_ history: AdvertiserHistory) {
        add(history.advertiser)
        add(history.profile)
        add(UInt64(history.rows.count))
        for stretch in history.rows.stretches {
            add(stretch.scenario)
            for row in stretch.rows {
                add(UInt64(bitPattern: Int64(history.rows.days[row].number)))
                for measure in history.rows.measures(ofRow: row) { add(UInt64(measure.bitPattern)) }
            }
        }
    }

    var revision: DataRevision { DataRevision(high: high, low: low) }

    private mutating func add(_ values: [AttributeValue]) {
        add(UInt64(values.count))
        for value in values {
            switch value {
            case .unknown: add(0)
            case .number(let number):
                add(1)
                add(number.bitPattern)
            case .text(let text):
                add(2)
                add(text)
            }
        }
    }

    private mutating func add(_ text: String) {
        var word: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            word = word << 8 | UInt64(byte)
            count += 1
            if count.isMultiple(of: 8) {
                add(word)
                word = 0
            }
        }
        add(word)
        add(UInt64(count))
    }

    private mutating func add(_ word: UInt64) {
        high = (high ^ word) &* 0x2127_599B_F432_5C37
        high ^= high >> 29
        low = (low &+ word) &* 0x8803_55F2_1E6D_1965
        low ^= low >> 32
    }
}
