import Foundation

/// The bytes that come out of a pipe, read by a thread of its own so that the writer never waits.
///
/// `@unchecked Sendable` because the condition guards all that changes.
final class CollectedOutput: @unchecked Sendable {
    private let condition = NSCondition()
    private var bytes: [UInt8] = []
    private var isAtEnd = false

    init(reading pipe: FileHandle) {
        Thread { [self] in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(pipe.fileDescriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                condition.lock()
                if count > 0 { bytes += buffer[..<count] } else { isAtEnd = true }
                condition.broadcast()
                condition.unlock()
                guard count > 0 else { return }
            }
        }.start()
    }

    /// Everything, once the writer has closed the pipe; `nil` if it does not by the deadline.
    func text(until deadline: Date) -> String? {
        condition.lock()
        defer { condition.unlock() }
        while !isAtEnd {
            guard condition.wait(until: deadline) else { return nil }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The first whole line with `text` in it, as soon as it is there; `nil` if the pipe ends or the deadline passes first.
    func line(containing text: String, until deadline: Date) -> String? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { bytes[..<$0] } ?? []
            let lines = String(decoding: whole, as: UTF8.self).split(separator: "\n")
            if let line = lines.first(where: { $0.contains(text) }) { return String(line) }
            guard !isAtEnd, condition.wait(until: deadline) else { return nil }
        }
    }
}
