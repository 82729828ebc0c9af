import Foundation
import Yams

@testable import PredictionAPI

/// `openapi.yaml`, read.
struct Contract {
    struct Unreadable: Error {
        let value: String
    }

    struct Operation {
        let method: String
        let path: String
        let document: JSONValue

        var name: String { "\(method) \(path)" }
    }

    let bytes: [UInt8]
    let document: JSONValue

    init() throws {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        bytes = Array(try Data(contentsOf: root.appendingPathComponent("openapi.yaml")))
        document = try Self.json(of: try Yams.load(yaml: String(decoding: bytes, as: UTF8.self)))
    }

    var operations: [Operation] {
        document["paths"].keys.flatMap { path in
            document["paths"][path].keys.map { method in
                Operation(method: method.uppercased(), path: path, document: document["paths"][path][method])
            }
        }
    }

    /// What a reference of this document leads to; a value without one is itself.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"].text else { return value }
        return reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] }
    }

    private static func json(of value: Any?) throws -> JSONValue {
        switch value {
        case nil, is NSNull: return .null
        case let flag as Bool: return .bool(flag)
        case let number as Int: return .number(Double(number))
        case let number as Double: return .number(number)
        case let text as String: return .string(text)
        case let elements as [Any]: return .array(try elements.map(json))
        case let members as [String: Any]:
            var object = JSONObject()
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                guard object.append(key: key, value: try json(of: member)) else { throw Unreadable(value: key) }
            }
            return .object(object)
        default: throw Unreadable(value: "\(String(describing: value))")
        }
    }
}
