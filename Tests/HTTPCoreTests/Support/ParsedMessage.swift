import HTTPTypes

@testable import HTTPCore

/// What a parser made of some bytes, in a form that can be compared.
enum ParsedMessage: Equatable {
    case request(method: String, target: String, fields: [String], body: [UInt8], keepsOpen: Bool)
    case fault(RequestFault)

    /// The status that a request with a handler would get.
    var status: Int {
        switch self {
        case .request: 200
        case .fault(let fault): fault.status.code
        }
    }

    /// All that a parser reads of the pieces, up to its first fault. Without `endsInput` an unfinished request at the
    /// end is nothing; with it, it is a fault.
    static func reading(
        _ pieces: [[UInt8]], limits: ServerLimits = ServerLimits(), endsInput: Bool = false
    ) -> [ParsedMessage] {
        var parser = RequestParser(limits: limits)
        var messages: [ParsedMessage] = []
        do {
            for piece in pieces {
                parser.append(piece)
                reading: while true {
                    switch try parser.next() {
                    case .incomplete: break reading
                    case .head: continue
                    case .request(let head, let body): messages.append(ParsedMessage(head, body: body))
                    }
                }
            }
            if endsInput, let fault = parser.faultAtEndOfInput { messages.append(.fault(fault)) }
        } catch {
            messages.append(.fault(error))
        }
        return messages
    }

    private init(_ head: RequestHead, body: [UInt8]) {
        self = .request(
            method: head.method.rawValue, target: head.target.raw,
            fields: head.fields.map { "\($0.name.rawName): \($0.value)" }, body: body,
            keepsOpen: head.keepsConnectionOpen)
    }
}
