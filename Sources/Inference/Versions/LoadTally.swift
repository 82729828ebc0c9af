/// How often this process loaded a version.
package struct LoadTally: Equatable, Sendable {
    package var succeeded = 0
    package var failed = 0
}
