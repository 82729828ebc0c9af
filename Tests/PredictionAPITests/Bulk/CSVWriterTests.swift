import Testing

@testable import PredictionAPI

struct CSVWriterTests {
    @Test func quotesWhatWouldEndAField() {
        var writer = CSVWriter()
        writer.writeRow(["a", "b,c", "say \"x\"", "two\nlines", "\r", "", "ü"])
        #expect(
            String(decoding: writer.takeBytes(), as: UTF8.self)
                == "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\"\r\",,ü\n")
        #expect(writer.takeBytes().isEmpty)
    }
}
