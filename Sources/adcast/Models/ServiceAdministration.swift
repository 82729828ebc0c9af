import Foundation

/// Lets a running service do it.
struct ServiceAdministration: VersionAdministration {
    /// What the service tells of an error.
    private struct Problem: Decodable {
        let title: String?
        let detail: String?
    }

    private struct Request: Encodable {
        let by: String
        let why: String
    }

    private let client: AdminClient

    /// `nil` where no service answers.
    ///
    /// - Throws: ``AdminClientError``.
    init?(_ client: AdminClient) throws {
        guard try client.send("GET", "/livez") != nil else { return nil }
        self.client = client
    }

    func list() throws -> VersionList {
        try decoded(VersionList.self, from: try answer("GET", "/models"))
    }

    func show(_ version: Int) throws -> [UInt8] {
        try answer("GET", "/models/\(version)")
    }

    func activate(_ version: Int, by: String, why: String) throws -> VersionChange {
        try change("/models/\(version)/activate", by: by, why: why)
    }

    func rollback(by: String, why: String) throws -> VersionChange {
        try change("/models/rollback", by: by, why: why)
    }

    func release(by: String, why: String) throws -> VersionChange {
        try change("/models/release", by: by, why: why)
    }

    private func change(_ target: String, by: String, why: String) throws -> VersionChange {
        let body = Array(try JSONEncoder().encode(Request(by: by, why: why)))
        return try decoded(VersionChange.self, from: try answer("POST", target, body: body))
    }

    private func answer(_ method: String, _ target: String, body: [UInt8]? = nil) throws -> [UInt8] {
        guard let response = try client.send(method, target, body: body) else {
            throw AdminClientError.system(path: client.path, what: "be reached", reason: "the service has ended")
        }
        guard (200..<300).contains(response.status) else {
            let problem = try? JSONDecoder().decode(Problem.self, from: Data(response.body))
            throw AdminClientError.refused(
                status: response.status, detail: problem?.detail ?? problem?.title ?? "it gives no reason")
        }
        return response.body
    }

    private func decoded<Value: Decodable>(_ type: Value.Type, from body: [UInt8]) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: Data(body))
        } catch {
            throw AdminClientError.malformed(path: client.path, reason: "its JSON is of another kind")
        }
    }
}
