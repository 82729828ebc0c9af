/// The name of an advertiser or a scenario as a key of sets and dictionaries, told from others by its bytes.
package struct NameKey: Hashable, Sendable {
    package let name: String

    package init(_ name: String) { self.name = name }

    package static func == (one: NameKey, other: NameKey) -> Bool { one.name.equalsByScalars(other.name) }

    package func hash(into hasher: inout Hasher) {
        var name = name
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
