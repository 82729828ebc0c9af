@testable import HTTPCore

extension RequestParser {
    /// Takes bytes as if they had been received in one read, or in several where they are many.
    mutating func append(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            _ = append { destination -> TransferOutcome in
                let count = min(destination.count, bytes.count - start)
                destination.copyBytes(from: bytes[start..<(start + count)])
                start += count
                return .transferred(count)
            }
        }
    }
}
