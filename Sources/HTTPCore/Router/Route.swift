import HTTPTypes

/// A path template with the handlers of its methods.
struct Route: Sendable {
    private enum Segment: Sendable, Equatable {
        case literal(String)
        case parameter(String)
    }

    let template: String
    private let segments: [Segment]
    private var handlers: [(method: HTTPRequest.Method, handler: RouteHandler)] = []

    /// - Precondition: the template starts with `/`: it is part of the program.
    init(template: String) {
        precondition(template.hasPrefix("/"), "a route template starts with a slash: \(template)")
        self.template = template
        segments = template.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { segment in
            segment.hasPrefix("{") && segment.hasSuffix("}")
                ? .parameter(String(segment.dropFirst().dropLast())) : .literal(String(segment))
        }
    }

    var isLiteral: Bool {
        segments.allSatisfy { if case .literal = $0 { true } else { false } }
    }

    mutating func setHandler(_ handler: RouteHandler, for method: HTTPRequest.Method) {
        handlers.removeAll { $0.method == method }
        handlers.append((method: method, handler: handler))
    }

    /// The handler of a method. `HEAD` is answered by the handler of `GET`; the server leaves its body out.
    func handler(for method: HTTPRequest.Method) -> RouteHandler? {
        if let own = handlers.first(where: { $0.method == method }) { return own.handler }
        return method == .head ? handlers.first { $0.method == .get }?.handler : nil
    }

    /// The methods of the path in the order they were added, and those the server answers itself.
    var allowedMethods: [HTTPRequest.Method] {
        var methods = handlers.map(\.method)
        if methods.contains(.get), !methods.contains(.head) { methods.append(.head) }
        if !methods.contains(.options) { methods.append(.options) }
        return methods
    }

    /// The parameters of a path that fits the template, or nil.
    ///
    /// - Parameter path: segments with their percent-encoding kept. A parameter takes neither an empty segment nor
    ///   `.` or `..`, however they are encoded.
    func match(_ path: ArraySlice<Substring>) -> [String: String]? {
        guard path.count == segments.count else { return nil }
        var parameters: [String: String] = [:]
        for (segment, encoded) in zip(segments, path) {
            let text: String
            if encoded.utf8.contains(UInt8(ascii: "%")) {
                guard let decoded = PercentEncoding.decode(encoded) else { return nil }
                text = decoded
            } else {
                text = String(encoded)
            }
            switch segment {
            case .literal(let literal):
                guard text == literal else { return nil }
            case .parameter(let name):
                guard !text.isEmpty, text != ".", text != ".." else { return nil }
                parameters[name] = text
            }
        }
        return parameters
    }
}
