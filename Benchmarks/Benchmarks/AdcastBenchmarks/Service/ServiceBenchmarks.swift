import Benchmark
import HTTPTypes

@testable import AdvertiserDomain
@testable import Features
@testable import HTTPCore
@testable import Inference
@testable import PredictionAPI

/// What lies between a socket and the engine: reading a request, writing a response.
func serviceBenchmarks() {
    let document = Array(#"{"advertiser":"a17","scenarios":["display","news_feed"],"tasks":["clicks","gmv"]}"#.utf8)
    let head = "POST /predict HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nContent-Type: application/json\r\n"
    let message = Array((head + "Content-Length: \(document.count)\r\n\r\n").utf8) + document

    Benchmark("request: parse HTTP, \(message.count) bytes", configuration: .init(scalingFactor: .kilo)) { benchmark in
        var parser = RequestParser(limits: ServerLimits())
        for _ in benchmark.scaledIterations {
            _ = parser.append { room in
                room.copyBytes(from: message)
                return .transferred(message.count)
            }
            var isComplete = false
            while !isComplete {
                switch try parser.next() {
                case .head: break
                case .incomplete: isComplete = true
                case .request(let head, let body):
                    blackHole((head, body))
                    isComplete = true
                }
            }
        }
    }
    Benchmark("request: decode JSON, \(document.count) bytes", configuration: .init(scalingFactor: .kilo)) {
        benchmark in
        let world = try MeasuredWorld(advertisers: 2)
        let decoder = PredictRequestDecoder(
            vocabulary: RequestVocabulary(
                columns: world.encoder.specification.columns, tasks: world.encoder.specification.tasks,
                scenarios: world.scenarios, attributes: world.encoder.state.attributes),
            today: MeasuredWorld.lastDay)
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            blackHole(try decoder.request(from: JSONReader.value(of: document)))
        }
        benchmark.stopMeasurement()
    }
    Benchmark("response: 5 scenarios × 5 tasks as JSON", configuration: .init(scalingFactor: .kilo)) { benchmark in
        let world = try MeasuredWorld(advertisers: 20)
        let engine = try world.engine()
        let forecast = try engine.forecast(world.query(0))
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
            var writer = JSONWriter()
            writer.write(forecast, advertiser: "a17", tasks: [0, 1, 2, 3, 4], by: engine)
            blackHole(writer.bytes)
        }
        benchmark.stopMeasurement()
    }
    Benchmark("response: head", configuration: .init(scalingFactor: .kilo)) { benchmark in
        var encoder = ResponseHeadEncoder()
        let response = ServerResponse(status: .ok, fields: [.contentType: "application/json"])
        var output: [UInt8] = []
        for _ in benchmark.scaledIterations {
            output.removeAll(keepingCapacity: true)
            encoder.encode(response, framing: .length(2_000), connection: nil, unixSeconds: 0, into: &output)
        }
        blackHole(output)
    }
}
