import AdvertiserDomain

/// A JSON object whose members keep the order of the text; no key occurs twice, and keys are compared by their bytes.
package struct JSONObject: Equatable, Sendable {
    package struct Member: Equatable, Sendable {
        package let key: String
        package let value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package private(set) var members: [Member] = []

    /// Where each key is, kept only once there are too many members to search one by one.
    private var positions: [NameKey: Int] = [:]

    private static let indexedFrom = 16

    package init() {}

    /// The value of `key`; `nil` where there is no such member.
    package subscript(key: String) -> JSONValue? {
        position(of: key).map { members[$0].value }
    }

    /// Adds a member at the end; `false`, without a change, where the key is there already.
    package mutating func append(key: String, value: JSONValue) -> Bool {
        guard position(of: key) == nil else { return false }
        members.append(Member(key: key, value: value))
        if !positions.isEmpty {
            positions[NameKey(key)] = members.count - 1
        } else if members.count == Self.indexedFrom {
            for (position, member) in members.enumerated() { positions[NameKey(member.key)] = position }
        }
        return true
    }

    package static func == (left: JSONObject, right: JSONObject) -> Bool { left.members == right.members }

    private func position(of key: String) -> Int? {
        positions.isEmpty ? members.firstIndex { $0.key.equalsByScalars(key) } : positions[NameKey(key)]
    }
}
