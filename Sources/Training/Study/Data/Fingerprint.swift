import AdvertiserDomain
import Crypto
import Features

/// A hash of what a result depends on: equal for equal content, given in the same order.
struct Fingerprint {
    private var hash = SHA256()

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            add(bytes.count)
            hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        }
    }

    mutating func add(_ texts: [String]) {
        add(texts.count)
        for text in texts { add(text) }
    }

    mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { hash.update(bufferPointer: $0) }
    }

    mutating func add(_ values: [Float]) { addBytes(of: values) }

    mutating func add(_ flags: [Bool]) { addBytes(of: flags) }

    mutating func add(_ samples: [Sample]) { addBytes(of: samples.flatMap { [$0.series, $0.asOf] }) }

    /// - Parameter elements: of a type without padding or references.
    private mutating func addBytes<Element: BitwiseCopyable>(of elements: [Element]) {
        add(elements.count)
        elements.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    /// 64 hexadecimal digits.
    var hexadecimal: String {
        hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

extension Fingerprint {
    /// Everything of a panel.
    init(of panel: Panel) {
        self.init()
        add(panel.columns.measures + panel.columns.profile + panel.columns.scenario)
        add(panel.firstDay.number)
        add(panel.dayCount)
        add(panel.advertisers)
        for profile in panel.profiles { add(profile.map { "\($0)" }) }
        for scenario in panel.scenarios {
            add(scenario.name)
            add(scenario.attributes.map { "\($0)" })
        }
        for series in panel.series {
            add(Int(series.advertiser))
            add(Int(series.scenario))
        }
        add(panel.values)
        add(panel.hasRow)
    }
}
