/// A fault that the person who runs Adcast can mend. `description` is one line: the place, what is wrong there, the remedy.
package protocol OperatorError: Error, CustomStringConvertible, Sendable {
    /// Whether the configuration or the command is at fault (exit code 2) and not the data or the machine (1).
    var isUsageFault: Bool { get }
}
