import Testing

@testable import PredictionAPI

struct JSONWriterTests {
    @Test func placesCommas() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.beginArray()
        writer.value(1)
        writer.beginObject()
        writer.endObject()
        writer.value("x")
        writer.null()
        writer.endArray()
        writer.key("b")
        writer.value(true)
        writer.endObject()
        writer.newline()
        writer.beginObject()
        writer.endObject()
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"a\":[1,{},\"x\",null],\"b\":true}\n{}")
    }

    @Test(
        "Floats are written with as few digits as tell them apart",
        arguments: [
            (Float(0.1), "0.1"), (12, "12.0"), (1e-5, "1e-05"), (3.4028235e38, "3.4028235e+38"), (-0.0, "-0.0"),
            (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
        ])
    func float(number: Float, text: String) throws {
        var writer = JSONWriter()
        writer.value(number)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test(
        "Whole numbers of a document have no fraction",
        arguments: [
            (3, "3"), (-17, "-17"), (0.5, "0.5"), (9_007_199_254_740_992, "9007199254740992"), (1e300, "1e+300"),
        ])
    func number(number: Double, text: String) {
        var writer = JSONWriter()
        writer.value(JSONValue.number(number))
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test func whatIsWrittenReadsBackTheSame() throws {
        let scalars = (0..<0x300).compactMap(Unicode.Scalar.init).map(Character.init) + ["漢", "😀", "\u{2028}"]
        let value = JSONValue.array([.string(String(scalars)), .number(0.1), .number(1e300), .bool(false), .null])
        var writer = JSONWriter()
        writer.value(value)
        #expect(try JSONReader.value(of: writer.bytes) == value)
        #expect(writer.bytes.allSatisfy { $0 >= 0x20 })
    }

    @Test func randomFloatsReadBackTheSame() throws {
        var bits: UInt32 = 12_345
        for _ in 0..<20_000 {
            bits = bits &* 1_664_525 &+ 1_013_904_223
            let number = Float(bitPattern: bits)
            guard number.isFinite else { continue }
            var writer = JSONWriter()
            writer.value(number)
            guard case .number(let read) = try JSONReader.value(of: writer.bytes) else {
                Issue.record("no number")
                return
            }
            #expect(Float(read).bitPattern == number.bitPattern)
        }
    }
}
