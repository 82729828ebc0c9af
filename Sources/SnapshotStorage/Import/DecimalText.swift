/// Numbers as CSV files write them.
enum DecimalText {
    /// The value of a decimal number, with or without fraction and exponent; infinite where it is too large. `nil` for
    /// anything else, and so for what Swift reads beyond that (hexadecimal, `inf`, `nan`).
    static func value(of text: String) -> Double? {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "e"), UInt8(ascii: "E"):
                break
            default: return nil
            }
        }
        return Double(text)
    }

    /// Whether the text is a finite number and no code such as `007`, whose leading zeros mean something.
    static func isQuantity(_ text: String) -> Bool {
        guard let value = value(of: text), value.isFinite else { return false }
        let digits = text.drop { $0 == "-" || $0 == "+" }
        guard digits.first == "0", let second = digits.dropFirst().first else { return true }
        return !second.isNumber
    }
}
