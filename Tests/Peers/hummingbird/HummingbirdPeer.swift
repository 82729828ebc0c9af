import ArgumentParser
import Foundation
import Hummingbird
import Logging

/// Answers `POST /predict` by an advertiser's name with the JSON that Adcast gave for it, held in memory.
@main
struct HummingbirdPeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "hummingbird-peer")

    @Option(help: "The port to listen on, on 127.0.0.1.")
    var port: Int

    @Option(help: "Answers of Adcast, one a line.")
    var answers: String

    @Flag(help: "Encode each answer anew, as a service that holds forecasts and not texts must; else send its bytes.")
    var encode = false

    func run() async throws {
        let store = try AnswerStore(path: answers)
        let router = Router()
        router.get("/readyz") { _, _ in HTTPResponse.Status.ok }
        if encode {
            router.post("/predict") { request, context in
                let query = try await request.decode(as: PredictQuery.self, context: context)
                guard let answer = store.answer(to: query.advertiser) else { throw HTTPError(.notFound) }
                return answer.value
            }
        } else {
            router.post("/predict") { request, context in
                let query = try await request.decode(as: PredictQuery.self, context: context)
                guard let answer = store.answer(to: query.advertiser) else { throw HTTPError(.notFound) }
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: answer.bytes))
            }
        }
        var logger = Logger(label: "hummingbird-peer")
        logger.logLevel = .error
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
        try await application.runService()
    }
}
