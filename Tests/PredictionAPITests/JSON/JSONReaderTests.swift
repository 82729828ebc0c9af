import Testing

@testable import PredictionAPI

struct JSONReaderTests {
    private func value(_ text: String) throws -> JSONValue { try JSONReader.value(of: Array(text.utf8)) }

    private func error(_ bytes: [UInt8]) -> JSONSyntaxError? {
        do {
            _ = try JSONReader.value(of: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "Literals, white space and nesting",
        arguments: [
            ("null", JSONValue.null),
            (" \t\r\n true \n", .bool(true)),
            ("false", .bool(false)),
            ("\"\"", .string("")),
            ("[]", .array([])),
            ("[ 1 , [ ] ,\"a\"]", .array([.number(1), .array([]), .string("a")])),
        ])
    func accepts(text: String, expected: JSONValue) throws {
        #expect(try value(text) == expected)
    }

    @Test func keepsTheOrderOfMembers() throws {
        guard case .object(let object) = try value("{\"b\":1, \"a\":{\"c\":null} }") else {
            Issue.record("no object")
            return
        }
        #expect(object.members.map(\.key) == ["b", "a"])
        #expect(object["b"] == .number(1))
        #expect(object["c"] == nil)
    }

    @Test(
        "Numbers are correctly rounded",
        arguments: [
            "0", "-0", "1", "-1", "10", "123456789012345", "1234567890123456789", "12345678901234567890123", "0.1",
            "0.001",
            "1e0", "1E+2", "1e-2", "1.5e3", "9007199254740993", "2.2250738585072014e-308", "4.9e-324", "1e-400", "1e22",
            "1e23", "179769313486231570000e288", "3.4028235e38", "0.30000000000000004", "0e999999999999",
            "1e0000000001",
            "100000000000000000000000000000000000000000e-41", "0.00000000000000000000000000000012345e31",
        ])
    func number(text: String) throws {
        #expect(try value(text) == .number(try #require(Double(text))))
    }

    @Test(
        "Escapes",
        arguments: [
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""aé漢😀""#, "aé漢😀"),
            (#""a\u00e9\u6F22\ud83D\uDE00z""#, "aé漢😀z"),
            (#""\u0000""#, "\0"),
        ])
    func escapes(text: String, expected: String) throws {
        #expect(try value(text) == .string(expected))
    }

    @Test(
        "Malformed text is refused where it goes wrong",
        arguments: [
            ("", 0, JSONSyntaxError.Fault.expected("a value")),
            ("  ", 2, .expected("a value")),
            ("nul", 3, .expected("'null'")),
            ("nulL", 3, .expected("'null'")),
            ("truex", 4, .expected("the end of the text")),
            ("1 2", 2, .expected("the end of the text")),
            ("{} ,", 3, .expected("the end of the text")),
            ("NaN", 0, .expected("a value")),
            ("Infinity", 0, .expected("a value")),
            ("+1", 0, .expected("a value")),
            (".5", 0, .expected("a value")),
            ("01", 1, .expected("the end of the text")),
            ("-", 1, .expected("a digit")),
            ("-a", 1, .expected("a digit")),
            ("1.", 2, .expected("a digit after the point")),
            ("1.e3", 2, .expected("a digit after the point")),
            ("1e", 2, .expected("a digit of the exponent")),
            ("1e+", 3, .expected("a digit of the exponent")),
            ("0x10", 1, .expected("the end of the text")),
            ("[1e999]", 1, .numberOutOfRange),
            ("-1e309", 0, .numberOutOfRange),
            ("[1,]", 3, .expected("a value")),
            ("[,1]", 1, .expected("a value")),
            ("[1 2]", 3, .expected("',' or ']' after the element")),
            ("[1", 2, .expected("',' or ']' after the element")),
            ("[", 1, .expected("a value")),
            ("{", 1, .expected("a key in quotes")),
            ("{a:1}", 1, .expected("a key in quotes")),
            ("{'a':1}", 1, .expected("a key in quotes")),
            ("{\"a\" 1}", 5, .expected("':' after the key")),
            ("{\"a\":}", 5, .expected("a value")),
            ("{\"a\":1,}", 7, .expected("a key in quotes")),
            ("{\"a\":1 \"b\":2}", 7, .expected("',' or '}' after the member")),
            ("{\"a\":1,\"b\":2,\"a\":3}", 13, .duplicateKey("a")),
            ("{\"a\":1,\"\\u0061\":3}", 7, .duplicateKey("a")),
            ("\"abc", 4, .expected("the closing quote of the string")),
            ("\"abc\\", 4, .invalidEscape),
            ("\"a\\x\"", 2, .invalidEscape),
            ("\"\\u12\"", 1, .invalidEscape),
            ("\"\\u12G4\"", 1, .invalidEscape),
            ("\"\\ud800\"", 1, .loneSurrogate),
            ("\"\\udc00\"", 1, .loneSurrogate),
            ("\"\\ud800\\u0041\"", 1, .loneSurrogate),
            ("\"\\ud800x\"", 1, .loneSurrogate),
            ("\"a\nb\"", 2, .controlCharacter(0x0A)),
            ("\"\\n\u{1}\"", 3, .controlCharacter(1)),
            ("\u{FEFF}1", 0, .expected("a value")),
            ("/* */ 1", 0, .expected("a value")),
            ("\0", 0, .expected("a value")),
            ("1\0", 1, .expected("the end of the text")),
        ])
    func refuses(text: String, offset: Int, fault: JSONSyntaxError.Fault) {
        #expect(error(Array(text.utf8)) == JSONSyntaxError(offset: offset, fault: fault))
    }

    @Test(
        "Bytes that are not UTF-8",
        arguments: [
            ([0x22, 0xFF, 0x22], 1),
            ([0x22, 0x61, 0xC3, 0x22], 2),
            ([0x22, 0xC0, 0x80, 0x22], 1),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
            ([0x22, 0xC3, 0xA9, 0xF4, 0x90, 0x80, 0x80, 0x22], 3),
            ([0x22, 0x5C, 0x6E, 0x80, 0x22], 3),
        ] as [([UInt8], Int)])
    func refusesInvalidUTF8(bytes: [UInt8], offset: Int) {
        #expect(error(bytes) == JSONSyntaxError(offset: offset, fault: .invalidUTF8))
    }

    @Test func nestingHasALimit() throws {
        let limit = JSONReader.defaultMaximumDepth
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        _ = try value(deepest)
        #expect(
            error(Array("[\(deepest)]".utf8)) == JSONSyntaxError(offset: limit, fault: .tooDeep(limit: limit)))
        let objects = String(repeating: "{\"a\":", count: 100_000)
        #expect(error(Array(objects.utf8))?.fault == .tooDeep(limit: limit))
    }

    @Test(arguments: [0, 20])
    func keysThatLookAlikeAreTwo(others: Int) throws {
        let rest = (0..<others).map { ",\"k\($0)\":0" }.joined()
        guard case .object(let object) = try value("{\"\u{E9}\":1,\"e\u{301}\":2\(rest)}") else {
            Issue.record("no object")
            return
        }
        #expect(object["\u{E9}"] == .number(1))
        #expect(object["e\u{301}"] == .number(2))
    }

    @Test func manyMembersAreFoundAndTheirDuplicatesToo() throws {
        let keys = (0..<5_000).map { "\"k\($0)\":\($0)" }
        guard case .object(let object) = try value("{\(keys.joined(separator: ","))}") else {
            Issue.record("no object")
            return
        }
        #expect(object["k4999"] == .number(4_999))
        #expect(object.members.count == 5_000)
        let twice = "{\(keys.joined(separator: ",")),\"k17\":0}"
        #expect(error(Array(twice.utf8))?.fault == .duplicateKey("k17"))
    }

    @Test func everyPrefixOfADocumentIsRefused() throws {
        let bytes = Array(#"{"a":[1.5e-3,true,null,{"b":"x\u00e9\n"}],"c":"漢"}"#.utf8)
        _ = try JSONReader.value(of: bytes)
        for length in 0..<bytes.count {
            #expect(error(Array(bytes[..<length])) != nil, "a prefix of \(length) bytes")
        }
    }
}
