import Testing

@testable import PredictionAPI

struct ElementSplitterTests {
    /// The elements of a text that arrives in pieces of a length.
    private func elements(
        _ text: String, _ framing: ElementSplitter.Framing, pieces length: Int = .max, longest: Int = 1_000
    ) throws -> [String] {
        var splitter = ElementSplitter(framing, longestElement: longest)
        var elements: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            splitter.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
            while let element = try splitter.next() { elements.append(String(decoding: element, as: UTF8.self)) }
        }
        splitter.finish()
        while let element = try splitter.next() { elements.append(String(decoding: element, as: UTF8.self)) }
        return elements
    }

    @Test(
        "Arrays, cut at every length",
        arguments: [
            ("[]", []), (" [ ] \n", []), ("[1]", ["1"]), ("[ 1 , -2e3,null ]", ["1", "-2e3", "null"]),
            (#"[{"a":[1,{"b":"]},\"["}]},"x,\\\"]","\\"]"#, [#"{"a":[1,{"b":"]},\"["}]}"#, #""x,\\\"]""#, #""\\""#]),
            (#"[[],[[1],2],{},"ü"]"#, ["[]", "[[1],2]", "{}", "\"ü\""]),
            (#"[{"a":},{]x]"#, [#"{"a":}"#, "{]", "x"]),
        ])
    func arrays(text: String, expected: [String]) throws {
        for length in 1...max(text.utf8.count, 1) where text != #"[{"a":},{]x]"# {
            #expect(try elements(text, .array, pieces: length) == expected, "\(length)")
        }
    }

    @Test(
        "Lines, cut at every length",
        arguments: [
            ("", []), ("\n\r\n  \n", []), ("{}", ["{}"]), ("{}\n", ["{}"]),
            (" a b \r\n\n{\"x\":\"\\n\"}", ["a b", "{\"x\":\"\\n\"}"]),
        ])
    func lines(text: String, expected: [String]) throws {
        for length in 1...max(text.utf8.count, 1) {
            #expect(try elements(text, .lines, pieces: length) == expected, "\(length)")
        }
    }

    @Test(
        "What is no array, and the byte at which it goes wrong",
        arguments: [
            ("[1,]", 3), ("[,1]", 1), ("[1 2]", 3), ("[1", 2), ("[1,", 3), ("[", 1), ("[]]", 2), ("[]x", 2), ("x", 0),
            ("[{\"a\":1}", 8), ("[\"a", 3), ("", 0), ("[{]", 3),
        ])
    func malformed(text: String, offset: Int) throws {
        for length in 1...max(text.utf8.count, 1) {
            do {
                _ = try elements(text, .array, pieces: length)
                Issue.record("\(text) was taken for an array")
            } catch let fault as PredictRequestFault {
                guard case .malformedJSON(let error) = fault else {
                    Issue.record("\(fault)")
                    return
                }
                #expect(error.offset == offset, "\(text) by \(length)")
            }
        }
    }

    @Test func anElementHasALimit() throws {
        #expect(try elements("[\"12345678\"]", .array, longest: 10) == ["\"12345678\""])
        #expect(try elements("1234567890\n1", .lines, longest: 10) == ["1234567890", "1"])
        let fault = PredictRequestFault.elementTooLong(limit: 10)
        #expect(throws: fault) { try elements("[\"123456789012\"]", .array, pieces: 4, longest: 10) }
        #expect(throws: fault) { try elements("12345678901234567\n", .lines, pieces: 4, longest: 10) }
    }

    @Test(
        "What is wrong stays so, and nothing behind it is an element",
        arguments: [
            ("1\n12345678901\n2\n", ElementSplitter.Framing.lines), ("[1,\"123456789\",2]", .array), ("[1 2]", .array),
        ])
    func faultsStay(text: String, framing: ElementSplitter.Framing) throws {
        var splitter = ElementSplitter(framing, longestElement: 10)
        splitter.append(Array(text.utf8))
        splitter.finish()
        let first = try splitter.next()
        #expect(first == [UInt8(ascii: "1")])
        let fault = try #require(throws: PredictRequestFault.self) { try splitter.next() }
        #expect(throws: fault) { try splitter.next() }
    }
}
