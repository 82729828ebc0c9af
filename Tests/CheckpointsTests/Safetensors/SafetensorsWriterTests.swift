import TensorCore
import Testing

@testable import Checkpoints

struct SafetensorsWriterTests {
    @Test func bytesAreThoseOfTheFormat() throws {
        let bytes = try SafetensorsWriter.bytes(of: [
            NamedTensor(name: "b", tensor: Tensor(shape: Shape(1), values: [-2])),
            NamedTensor(name: "a.weight", tensor: Tensor(shape: Shape(1, 2), values: [1, 0.5])),
        ])
        let header =
            #"{"a.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"#
            + #""b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"#
        let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
        let expected: [UInt8] =
            [UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0] + Array(padded.utf8)
            + [0, 0, 0x80, 0x3F, 0, 0, 0, 0x3F, 0, 0, 0, 0xC0]
        #expect(bytes == expected)
        #expect(padded.utf8.count % 8 == 0)
    }

    @Test func orderOfTheTensorsDoesNotMatter() throws {
        let tensors = ["z", "a", "é", "a.b"].map { NamedTensor(name: $0, tensor: Tensor(zeros: Shape(2))) }
        #expect(try SafetensorsWriter.bytes(of: tensors) == SafetensorsWriter.bytes(of: tensors.reversed()))
    }

    @Test func brokenTensorsAreRefused() {
        let broken = NamedTensor(name: "w", tensor: Tensor(shape: Shape(3), values: [0, 1, .nan]))
        #expect(throws: SafetensorsFault.notFinite(tensor: "w", index: 2)) { try SafetensorsWriter.bytes(of: [broken]) }
        let twice = NamedTensor(name: "w", tensor: Tensor(zeros: Shape(1)))
        #expect(throws: SafetensorsFault.duplicatedName("w")) { try SafetensorsWriter.bytes(of: [twice, twice]) }
    }

    @Test func hashIsSHA256InHexadecimal() {
        #expect(
            TensorHash.hexadecimal(of: Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
