import TensorCore
import Testing

@testable import Checkpoints

struct SafetensorsReaderTests {
    /// A file of this header, as it stands, and data.
    static func file(_ header: String, data: [UInt8] = []) -> [UInt8] {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8) + data
    }

    static func entry(_ name: String, _ shape: String, _ begin: Int, _ end: Int, type: String = "F32") -> String {
        "\"\(name)\":{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
    }

    private func fault(_ bytes: [UInt8]) -> SafetensorsFault? {
        do {
            _ = try SafetensorsReader.tensors(in: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func fault(_ entries: String..., dataBytes: Int) -> SafetensorsFault? {
        fault(
            SafetensorsReaderTests.file(
                "{" + entries.joined(separator: ",") + "}", data: [UInt8](repeating: 0, count: dataBytes)))
    }

    static let tensors = [
        NamedTensor(name: "a.bias", tensor: Tensor(shape: Shape(1, 3), values: [1, -2, 3.5])),
        NamedTensor(name: "a.none", tensor: Tensor(zeros: Shape(0, 8))),
        NamedTensor(name: "a.weight", tensor: Tensor(shape: Shape(2, 2), values: [1e-38, 3e38, -0.0, 7])),
        NamedTensor(name: "größe \"x\"\\\n\u{1F600}", tensor: Tensor(shape: Shape(1), values: [4])),
    ]

    @Test func whatWasWrittenReadsBack() throws {
        let read = try SafetensorsReader.tensors(in: SafetensorsWriter.bytes(of: SafetensorsReaderTests.tensors))
        #expect(read == SafetensorsReaderTests.tensors)
        #expect(read[2].tensor.values[2].sign == .minus)
        #expect(try SafetensorsReader.tensors(in: SafetensorsWriter.bytes(of: [])).isEmpty)
    }

    @Test func filesOfOtherWritersAreRead() throws {
        // Another order of keys and tensors, metadata, space between tokens, escapes, an odd length of the header.
        let header =
            #" { "__metadata__" : {"by":"someone","\u00e9":""} , "\u0062\ud83d\ude00" : {"shape" : [ ], "x":1}}"#
        #expect(
            fault(SafetensorsReaderTests.file(header))
                == .malformedHeader(
                    offset: 94, expected: "the value of dtype, shape or data_offsets, each once, and not 'x'"))
        let good =
            #"{"__metadata__":{"by":"someone"}, "\u0062\ud83d\ude00\/" :{"shape":[ 1 , 1 ],"data_offsets":[4,8],"#
            + "\n\t" + #""dtype":"F32"},"a":{"data_offsets":[0,4],"dtype":"F32","shape":[1]}}"# + "  "
        let read = try SafetensorsReader.tensors(
            in: SafetensorsReaderTests.file(good, data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0x40]))
        #expect(
            read == [
                NamedTensor(name: "a", tensor: Tensor(shape: Shape(1), values: [1])),
                NamedTensor(name: "b\u{1F600}/", tensor: Tensor(shape: Shape(1, 1), values: [2])),
            ])
    }

    @Test func everyTruncationAndEveryAdditionIsRefused() throws {
        let bytes = try SafetensorsWriter.bytes(of: SafetensorsReaderTests.tensors)
        for length in 0..<bytes.count {
            #expect(fault(Array(bytes[..<length])) != nil, "\(length) of \(bytes.count) bytes were taken")
        }
        #expect(fault(bytes + [0]) == .wrongEnd(expected: 32, actual: 33))
        #expect(fault([]) == .tooShort(bytes: 0))
    }

    @Test func flippedBytesNeverTrap() throws {
        let bytes = try SafetensorsWriter.bytes(of: SafetensorsReaderTests.tensors)
        var refused = 0
        for index in bytes.indices {
            for mask in [0x01, 0x10, 0x80, 0xFF] as [UInt8] {
                var flipped = bytes
                flipped[index] ^= mask
                if fault(flipped) != nil { refused += 1 }
            }
        }
        #expect(refused > bytes.count)
    }

    @Test func lengthsOfTheHeaderAreChecked() {
        for length in [UInt64.max, UInt64(Int64.max), 1 << 62, 100_000_001, 3] {
            let bytes = withUnsafeBytes(of: length.littleEndian) { Array($0) } + [0x7B, 0x7D]
            #expect(fault(bytes) == .headerLength(length, bytes: 10))
        }
        #expect(fault([UInt8](repeating: 0, count: 8)) == .malformedHeader(offset: 0, expected: "'{'"))
    }

    @Test func foreignHeadersAreRefused() {
        for header in [
            "[]", "null", "{", "{\"a\"", "{\"a\":1}", "{\"a\":{}}", "{} x", "{},", "{,}", "{\"a\" {}}", "GGUF",
            "{\"\\x\":{}}",
            "{\"\\ud800\":{}}", "{\"\\ud800\\u0041\":{}}", "{\"\\u+123\":{}}", "{\"\\u12", "{\"a\u{1}\":{}}",
            "{\"__metadata__\":1}",
            "{\"__metadata__\":{\"a\":1}}",
            "{" + SafetensorsReaderTests.entry("a", "[01]", 0, 4) + "}",
            "{" + SafetensorsReaderTests.entry("a", "[-1]", 0, 4) + "}",
            "{" + SafetensorsReaderTests.entry("a", "[1.0]", 0, 4) + "}",
            "{" + SafetensorsReaderTests.entry("a", "[1e0]", 0, 4) + "}",
            "{" + SafetensorsReaderTests.entry("a", "[99999999999999999999]", 0, 4) + "}",
            "{" + SafetensorsReaderTests.entry("a", "[[1]]", 0, 4) + "}",
            #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}"#, #"{"a":{"dtype":"F32","shape":[1]}}"#,
            #"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        ] {
            guard case .malformedHeader = fault(SafetensorsReaderTests.file(header, data: [0, 0, 0, 0])) else {
                Issue.record("'\(header)' gave \(String(describing: fault(SafetensorsReaderTests.file(header))))")
                continue
            }
        }
        #expect(fault(SafetensorsReaderTests.file("{\"") + [0xFF, 0xFE]) != nil)
    }

    @Test func deepNestingDoesNotOverflowTheStack() {
        let header = String(repeating: "{\"a\":", count: 200_000)
        #expect(fault(SafetensorsReaderTests.file(header)) != nil)
    }

    @Test func placesThatDoNotFitAreRefused() {
        let entry = SafetensorsReaderTests.entry
        #expect(
            fault(entry("a", "[1]", 0, 4, "F32"), entry("a", "[1]", 4, 8, "F32"), dataBytes: 8) == .duplicatedName("a"))
        #expect(
            fault(entry("a", "[1]", 0, 4, "F32"), entry("b", "[1]", 0, 4, "F32"), dataBytes: 8)
                == .wrongOffset(tensor: "b", expected: 4, actual: 0))
        #expect(
            fault(entry("a", "[1]", 0, 4, "F32"), entry("b", "[1]", 8, 12, "F32"), dataBytes: 12)
                == .wrongOffset(tensor: "b", expected: 4, actual: 8))
        #expect(
            fault(entry("a", "[1]", 4, 8, "F32"), dataBytes: 8) == .wrongOffset(tensor: "a", expected: 0, actual: 4))
        #expect(
            fault(entry("a", "[2]", 0, 4, "F32"), dataBytes: 4) == .wrongLength(tensor: "a", expected: 8, actual: 4))
        #expect(
            fault(entry("a", "[1]", 0, Int.max, "F32"), dataBytes: 4)
                == .wrongLength(tensor: "a", expected: 4, actual: .max))
        #expect(fault(entry("a", "[2]", 0, 8, "F32"), dataBytes: 4) == .wrongEnd(expected: 8, actual: 4))
        #expect(fault(entry("a", "[1]", 0, 4, "F32"), dataBytes: 9) == .wrongEnd(expected: 4, actual: 9))
        #expect(
            fault(entry("a", "[4611686018427387904,4]", 0, 4, "F32"), dataBytes: 4)
                == .unsupportedShape(tensor: "a", extents: [4_611_686_018_427_387_904, 4]))
        #expect(
            fault(entry("a", "[]", 0, 4, "F32"), dataBytes: 4) == .unsupportedShape(tensor: "a", extents: []))
        #expect(
            fault(entry("a", "[1]", 0, 2, "F16"), dataBytes: 2) == .unsupportedType(tensor: "a", type: "F16"))
    }

    @Test func weightsThatAreNotFiniteAreRefused() {
        let header = "{" + SafetensorsReaderTests.entry("w", "[2]", 0, 8) + "}"
        for pattern in [0x7FC0_0000, 0x7F80_0000, 0xFF80_0000, 0x7F80_0001] as [UInt32] {
            let weight = withUnsafeBytes(of: pattern.littleEndian) { Array($0) }
            #expect(
                fault(SafetensorsReaderTests.file(header, data: [0, 0, 0, 0] + weight))
                    == .notFinite(tensor: "w", index: 1))
        }
    }
}
