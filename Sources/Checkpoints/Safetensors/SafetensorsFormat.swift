/// What reader and writer agree on. The format: https://github.com/huggingface/safetensors#format
enum SafetensorsFormat {
    #if _endian(big)
        #error("the file holds little-endian numbers, and reader and writer copy them as they are in memory")
    #endif

    /// The header's length in bytes, an unsigned little-endian number, comes first.
    static let lengthBytes = 8
    /// The most that the format allows.
    static let maximumHeaderBytes = 100_000_000
    /// Data begins at a multiple of this, for programs that map the file into memory.
    static let alignment = 8
    static let float32 = "F32"
    /// A key of the header that is not a tensor but a map of texts.
    static let metadataKey = "__metadata__"
}

/// A tensor as the header of a file describes it.
struct SafetensorsEntry: Equatable {
    let name: String
    let type: String
    let extents: [Int]
    /// Where its bytes begin and end, from the end of the header.
    let begin: Int
    let end: Int
}
