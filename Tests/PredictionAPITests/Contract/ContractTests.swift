import HTTPTypes
import Inference
import Testing

@testable import PredictionAPI

/// Holds the service to `openapi.yaml`, and the other way round.
struct ContractTests {
    let contract: Contract
    let validator: SchemaValidator

    init() throws {
        contract = try Contract()
        validator = SchemaValidator(contract: contract)
    }

    @Test func hasTheRoutesOfTheServiceAndNoOther() throws {
        let test = try TestService(world: try ExampleWorld())
        let routes = test.service.routes.map { "\($0.method.rawValue) \($0.template)" }
        #expect(contract.operations.map(\.name).sorted() == routes.sorted())
    }

    @Test func listsTheKindsOfProblem() {
        let types = contract.document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
        #expect(types.elements.compactMap(\.text) == ProblemKind.allCases.map(\.type))
        let text = contract.document["components"]["schemas"]["Problem"]["properties"]["type"]["description"].text ?? ""
        for kind in ProblemKind.allCases { #expect(text.contains("`\(kind.rawValue)`")) }
    }

    @Test func examplesOfResponsesFitTheirSchemas() throws {
        var count = 0
        for operation in contract.operations {
            for status in operation.document["responses"].keys {
                let content = contract.resolved(operation.document["responses"][status])["content"]
                for mediaType in content.keys {
                    let schema = content[mediaType]["schema"]
                    for name in content[mediaType]["examples"].keys {
                        let value = content[mediaType]["examples"][name]["value"]
                        for line in try lines(of: value, mediaType: mediaType) {
                            #expect(validator.faults(of: line, schema: schema) == [], "\(operation.name) \(name)")
                        }
                        count += 1
                    }
                }
            }
        }
        #expect(count > 15)
    }

    @Test func examplesOfRequestsGetTheDocumentedAnswers() throws {
        let test = try administeredService()
        var count = 0
        for operation in contract.operations {
            for (mediaType, name, value) in requestExamples(of: operation) {
                let (status, expected) = documented(name, of: operation)
                let body = bytes(of: value)
                let response = try test.administrator.send(
                    operation.method, path(of: operation),
                    ["Content-Type": mediaType, "Content-Length": String(body.count)], body)
                #expect(response.status == status, "\(operation.name) \(name): \(response.text)")
                try check(response, of: operation, example: name)
                if let expected, status >= 400 {
                    let problem = try response.json()
                    for member in ["type", "title", "status", "pointer"] {
                        #expect(problem[member] == expected[member], "\(operation.name) \(name)")
                    }
                }
                count += 1
            }
        }
        #expect(count >= 20)
    }

    @Test func routesWithoutABodyAnswerAsDocumented() throws {
        let test = try administeredService()
        for operation in contract.operations where operation.document["requestBody"] == .null {
            let response = try test.administrator.send(operation.method, path(of: operation), [:], [])
            #expect((200..<300).contains(response.status), "\(operation.name): \(response.text)")
            try check(response, of: operation, example: "-")
        }
    }

    @Test func refusalsAreAsDocumented() throws {
        let tokens = try AccessTokens(text: "bulk 0123456789abcdef", path: "tokens")
        let test = try TestService(
            world: try ExampleWorld(), adjust: { $0.access = AccessPolicy(tokens: tokens) })
        let responses = contract.document["components"]["responses"]
        let authorized = ["Authorization": "Bearer 0123456789abcdef"]
        for (name, example, response) in [
            ("Unauthorized", "no_token", try test.post("/predict", "{}")),
            ("Forbidden", "missing_role", try test.post("/predict", "{}", authorized)),
        ] {
            let documented = responses[name]["content"][ProblemDetails.contentType]["examples"][example]["value"]
            let problem = try response.json()
            #expect(problem.keys.sorted() == documented.keys)
            for member in documented.keys { #expect(problem[member] == documented[member]) }
        }
    }

    /// A service of two versions, the second of which was put in place of the first.
    private func administeredService() throws -> TestService {
        let test = try TestService(world: try ExampleWorld(), contract: contract.bytes, publishing: [3, 4])
        for version in [1, 2] { try test.versions.activate(version, by: "test", why: "") }
        return test
    }

    /// The path with the example of its parameter.
    private func path(of operation: Contract.Operation) -> String {
        operation.document["parameters"].elements.reduce(operation.path) { path, parameter in
            path.replacing("{\(parameter["name"].text ?? "")}", with: "\(Int(parameter["example"].number ?? 0))")
        }
    }

    @Test func requestsThatBreakTheSchemaAreRefused() throws {
        let schema = contract.document["components"]["schemas"]["PredictRequest"]
        let fits = try JSONReader.value(of: Array(#"{"advertiser":"a000001","tasks":["clicks"]}"#.utf8))
        #expect(validator.faults(of: fits, schema: schema) == [])
        let breaks = [
            #"{}"#, #"{"advertiser":1}"#, #"{"advertiser":"a","tasks":[]}"#, #"{"advertiser":"a","x":1}"#, "[]",
        ]
        let test = try TestService(world: try ExampleWorld())
        for text in breaks {
            let value = try JSONReader.value(of: Array(text.utf8))
            #expect(validator.faults(of: value, schema: schema) != [], "\(text)")
            #expect(try test.post("/predict", text).status == 422, "\(text)")
        }
    }

    private func requestExamples(
        of operation: Contract.Operation
    ) -> [(mediaType: String, name: String, value: JSONValue)] {
        let content = operation.document["requestBody"]["content"]
        return content.keys.flatMap { mediaType in
            let examples = content[mediaType]["examples"]
            return examples.keys.map { (mediaType, $0, examples[$0]["value"]) }
        }
    }

    /// A body: lines as they are, all else as JSON.
    private func bytes(of value: JSONValue) -> [UInt8] {
        if case .string(let lines) = value { return Array(lines.utf8) }
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    /// The status under whose examples the name stands, 200 where it stands nowhere, and that example.
    private func documented(_ name: String, of operation: Contract.Operation) -> (Int, JSONValue?) {
        for status in operation.document["responses"].keys {
            let content = contract.resolved(operation.document["responses"][status])["content"]
            for mediaType in content.keys where content[mediaType]["examples"].keys.contains(name) {
                return (Int(status) ?? 0, content[mediaType]["examples"][name]["value"])
            }
        }
        return (200, nil)
    }

    /// Checks header and body of a response against what the contract has for its status.
    private func check(_ response: TestResponse, of operation: Contract.Operation, example: String) throws {
        let documented = contract.resolved(operation.document["responses"][String(response.status)])
        let mediaType = try #require(response.fields["content-type"])
        let schema = documented["content"][mediaType]["schema"]
        #expect(schema != .null, "\(operation.name) \(example): \(mediaType)")
        #expect(response.fields["x-request-id"]?.isEmpty == false)
        #expect(response.isWhole)
        for line in try lines(of: .string(response.text), mediaType: mediaType) {
            #expect(validator.faults(of: line, schema: schema) == [], "\(operation.name) \(example)")
        }
    }

    /// The documents of a body, or of an example, by its media type.
    private func lines(of value: JSONValue, mediaType: String) throws -> [JSONValue] {
        switch (mediaType, value) {
        case ("application/x-ndjson", .string(let text)):
            try text.split(separator: "\n").map { try JSONReader.value(of: Array($0.utf8)) }
        case ("application/json", .string(let text)), ("application/problem+json", .string(let text)):
            [try JSONReader.value(of: Array(text.utf8))]
        default: [value]
        }
    }
}
