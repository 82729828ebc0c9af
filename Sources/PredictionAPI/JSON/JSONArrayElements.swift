/// Where the elements of a JSON array are in its text.
package enum JSONArrayElements: Equatable, Sendable {
    case ranges([Range<Int>])
    /// The text holds another value.
    case notAnArray(JSONValue)
}
