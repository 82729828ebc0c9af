/// Nobody in the source has that name.
package struct UnknownAdvertiser: Error, Equatable {
    package let name: String
}
