import Glibc

/// The name that a column held in the row before, so that rows of one name make and judge its text once.
struct RecentName {
    private(set) var text = ""
    private(set) var bytes: [UInt8] = []

    /// Takes the name of another row.
    ///
    /// - Returns: whether it is the one of the row before; `nil` where it is not UTF-8, and the one before stays.
    mutating func read(_ name: UnsafeBufferPointer<UInt8>) -> Bool? {
        if name.count == bytes.count, let start = name.baseAddress, memcmp(start, bytes, name.count) == 0 {
            return true
        }
        guard let text = String(validating: name, as: UTF8.self) else { return nil }
        self.text = text
        bytes = Array(name)
        return false
    }
}
