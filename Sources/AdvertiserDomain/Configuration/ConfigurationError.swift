/// A configuration file that cannot be used.
package enum ConfigurationError: OperatorError, Equatable {
    /// Where in a file something stands.
    package struct Place: Equatable, Sendable, CustomStringConvertible {
        /// The file's name as errors show it.
        package let file: String
        /// Line number from 1; `nil` where the parser gives none.
        package let line: Int?
        /// Dotted path of the key, such as `tasks[0].weight`; empty for the whole document.
        package let keyPath: String

        package init(file: String, line: Int?, keyPath: String) {
            self.file = file
            self.line = line
            self.keyPath = keyPath
        }

        package var description: String {
            let position = line.map { "\(file):\($0)" } ?? file
            return keyPath.isEmpty ? position : "\(position): \(keyPath)"
        }
    }

    case unreadable(file: String, reason: String)
    case malformedYAML(file: String, line: Int?, problem: String)
    /// `suggestion` is the end of the sentence: the nearest known key, or all known ones.
    case unknownKey(Place, suggestion: String)
    case missingKey(Place, key: String)
    /// `value` as the file gives it, `allowed` as the end of "it must be …".
    case notAllowed(Place, value: String, allowed: String)
    /// Each value is allowed, but not beside the others.
    case contradiction(Place, problem: String, remedy: String)

    package var isUsageFault: Bool { true }

    package var description: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file): cannot be read (\(reason)); name an existing YAML file with --config"
        case .malformedYAML(let file, let line, let problem):
            "\(line.map { "\(file):\($0)" } ?? file): not valid YAML (\(problem)); correct the file"
        case .unknownKey(let place, let suggestion):
            "\(place): unknown key; \(suggestion)"
        case .missingKey(let place, let key):
            "\(place): the key '\(key)' is missing; add it"
        case .notAllowed(let place, let value, let allowed):
            "\(place): \(value) is not allowed; it must be \(allowed)"
        case .contradiction(let place, let problem, let remedy):
            "\(place): \(problem); \(remedy)"
        }
    }
}
