import AdvertiserDomain
import Testing

@testable import PredictionAPI

struct MetricsEndpointTests {
    let world: ExampleWorld

    init() throws {
        world = try ExampleWorld()
    }

    /// The value of a sample; the name is given with its labels.
    private func value(_ name: String, in text: String) throws -> Double? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line.flatMap { Double($0.dropFirst(name.count + 1)) }
    }

    @Test func countsRequestsByRouteMethodAndStatus() throws {
        let test = try TestService(world: world)
        for _ in 0..<3 { _ = try test.post("/predict", #"{"advertiser":"a000001"}"#) }
        _ = try test.post("/predict", #"{"advertiser":"nobody"}"#)
        _ = try test.get("/nothing/at/all")
        _ = try test.send("DELETE", "/predict", [:])
        _ = try test.send("HEAD", "/livez", [:])
        let response = try test.get("/metrics")
        #expect(response.fields["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let text = response.text
        func count(_ route: String, _ method: String, _ status: String) throws -> Double? {
            try value(
                "http_server_request_duration_seconds_count{route=\"\(route)\",method=\"\(method)\",status=\"\(status)\"}",
                in: text)
        }
        #expect(try count("/predict", "POST", "2xx") == 3)
        #expect(try count("/predict", "POST", "4xx") == 1)
        #expect(try count("unmatched", "other", "4xx") == 1)
        #expect(try count("/predict", "other", "4xx") == 1)
        #expect(try count("/livez", "HEAD", "2xx") == 1)
        #expect(!text.contains("nothing"))
        // The request for the metrics is the one that is active.
        #expect(try value("http_server_active_requests", in: text) == 1)
        #expect(try value("http_server_queued_requests", in: text) == 0)
    }

    @Test func tellsOfTheModelTheForecastsAndTheProcess() throws {
        let test = try TestService(world: world, engine: try world.engine(version: 7))
        _ = try test.post("/predict", #"{"advertiser":"a000001"}"#)
        _ = try test.post("/predict/bulk", #"[{"advertiser":"a000001"},{"advertiser":"a000002"},{"advertiser":"x"}]"#)
        let text = try test.get("/metrics").text
        #expect(try value("inference_requests_total{version=\"7\",outcome=\"ok\"}", in: text) == 3)
        #expect(try value("inference_requests_total{version=\"7\",outcome=\"failed\"}", in: text) == 0)
        #expect(try value("inference_compute_duration_seconds_count", in: text) == 2)
        #expect(try value("model_version", in: text) == 7)
        #expect(text.contains("model_version_info{version=\"7\",architecture=\"m2m\",sha256=\"\"} 1\n"))
        // The clock of the test stands an hour after the day that follows the newest one began.
        #expect(try value("forecast_age_seconds", in: text) == 3_600)
        let now = Double((ExampleWorld.lastDay.number + 1) * 86_400 + 3_600)
        #expect(try value("model_age_seconds", in: text) == now - 1_600_000_000)
        #expect(try value("process_start_time_seconds", in: text) == now)
        #expect(try #require(try value("process_resident_memory_bytes", in: text)) > 1_000_000)
        #expect(try #require(try value("process_open_fds", in: text)) > 3)
        #expect(try #require(try value("process_cpu_seconds_total", in: text)) > 0)
    }

    @Test func forecastAgeIsLeftOutWithoutADay() throws {
        let test = try TestService(world: world) { source, _ in source.range = nil }
        #expect(!(try test.get("/metrics").text.contains("forecast_age_seconds")))
    }

    @Test func everySampleBelongsToTheFamilyBeforeIt() throws {
        let test = try TestService(world: world)
        _ = try test.get("/health")
        var family = ""
        var seen: Set<String> = []
        for line in try test.get("/metrics").text.split(separator: "\n") {
            if line.hasPrefix("# HELP ") {
                family = String(line.split(separator: " ")[2])
                #expect(seen.insert(family).inserted)
            } else if !line.hasPrefix("#") {
                let name = line.prefix { $0 != "{" && $0 != " " }
                #expect(["", "_bucket", "_sum", "_count"].contains { name == family + $0 }, "\(line)")
                #expect(line.split(separator: " ").last.flatMap { Double($0) } != nil, "\(line)")
            }
        }
    }
}
