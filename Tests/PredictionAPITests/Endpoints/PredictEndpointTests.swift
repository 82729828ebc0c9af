import AdvertiserDomain
import Features
import ForecastModels
import Inference
import Testing

@testable import PredictionAPI

struct PredictEndpointTests {
    let world: ExampleWorld
    let test: TestService

    init() throws {
        world = try ExampleWorld()
        test = try TestService(world: world)
    }

    private func problem(_ body: String, _ fields: [String: String] = [:]) throws -> (Int, JSONValue) {
        let response = try test.post("/predict", body, fields)
        #expect(response.fields["content-type"] == "application/problem+json")
        let problem = try response.json()
        #expect(problem["status"] == .number(Double(response.status)))
        return (response.status, problem)
    }

    @Test func aStoredAdvertiserIsForecastAsTheEngineDoes() throws {
        let response = try test.post("/predict", #"{"advertiser":"a000001"}"#)
        #expect(response.status == 200)
        #expect(response.fields["content-type"] == "application/json")
        let body = try response.json()
        #expect(
            body.keys == [
                "model_version", "advertiser", "as_of", "from", "to", "decision", "in_sample", "predictions",
            ])
        #expect(body["model_version"] == .number(1))
        #expect(body["advertiser"] == .string("a000001"))
        #expect(body["as_of"] == .string("2020-06-26"))
        #expect(body["from"] == .string("2020-06-27"))
        #expect(body["to"] == .string("2020-07-03"))
        #expect(body["decision"] == .string("mean"))
        #expect(body["in_sample"] == .bool(false))

        let forecast = try test.slot.current.forecast(
            ForecastQuery(history: world.histories[0], scenarios: ExampleWorld.scenarios, asOf: ExampleWorld.lastDay))
        let rows = body["predictions"].elements
        #expect(
            rows.map { $0["scenario"].text } == Array(repeating: "display", count: 3)
                + Array(
                    repeating: "sponsored_search", count: 3))
        #expect(rows.map { $0["task"].text } == ["clicks", "gmv", "active_days", "clicks", "gmv", "active_days"])
        #expect(rows.map { $0["unit"].text } == ["clicks", "CNY", "days", "clicks", "CNY", "days"])
        #expect(rows.map { $0["history_days"].number } == [40, 40, 40, 12, 12, 12])
        #expect(rows[0]["status"] == .string("ok"))
        #expect(rows[3]["status"] == .string("short_history"))
        let means = rows.map { $0["mean"].number.map(Float.init) }
        #expect(means == forecast.scenarios.flatMap { ($0.forecasts ?? []).map(\.mean) })
        #expect(rows.allSatisfy { $0["point"] == $0["mean"] && !$0.keys.contains("p50") })
    }

    @Test func namesAndDayAreThoseOfTheRequest() throws {
        let body = try test.post(
            "/predict",
            #"""
            {"advertiser":"a000002","scenarios":["sponsored_search","display"],"tasks":["active_days","clicks"],
             "as_of":"2020-06-19"}
            """#
        ).json()
        let rows = body["predictions"].elements
        #expect(rows.map { $0["scenario"].text } == ["sponsored_search", "sponsored_search", "display", "display"])
        #expect(rows.map { $0["task"].text } == ["active_days", "clicks", "active_days", "clicks"])
        #expect(body["from"] == .string("2020-06-20"))
        #expect(body["in_sample"] == .bool(true))
    }

    @Test func theSameHistoryInlineGivesTheSameForecast() throws {
        let history = world.histories[0]
        var rows: [String] = []
        for snapshot in history.snapshots {
            let measures = zip(ExampleWorld.specification.columns.measures, snapshot.measures).map { "\"\($0)\":\($1)" }
            rows.append(
                "{\"scenario\":\"\(snapshot.scenario)\",\"date\":\"\(snapshot.day)\",\(measures.joined(separator: ","))}"
            )
        }
        let inline = try test.post(
            "/predict",
            "{\"profile\":{\"business_scale\":\"small\",\"main_category\":\"toys\",\"star_level\":3},"
                + "\"as_of\":\"2020-06-26\",\"history\":[\(rows.reversed().joined(separator: ","))]}"
        ).json()
        let stored = try test.post("/predict", #"{"advertiser":"a000001"}"#).json()
        #expect(inline["advertiser"] == .null)
        #expect(stored["predictions"].elements.count == 6)
        #expect(inline["predictions"] == stored["predictions"])
    }

    @Test func anInlineHistoryIsForecastAsOfItsNewestDay() throws {
        let body = try test.post(
            "/predict", #"{"advertiser":"me","history":[{"scenario":"display","date":"2020-06-01","clicks":3}]}"#
        ).json()
        #expect(body["advertiser"] == .string("me"))
        #expect(body["as_of"] == .string("2020-06-01"))
        #expect(body["predictions"][0]["history_days"] == .number(1))
    }

    @Test func withoutHistoryThereAreNoNumbers() throws {
        let named = try test.post("/predict", #"{"advertiser":"a000009","scenarios":["display"]}"#).json()
        #expect(named["predictions"][0].keys == ["scenario", "task", "unit", "status", "history_days"])
        #expect(named["predictions"][0]["status"] == .string("no_history"))
        let unnamed = try test.post("/predict", #"{"advertiser":"a000009"}"#).json()
        #expect(unnamed["predictions"] == .array([]))
    }

    @Test func aScenarioMayBeDescribedByTheRequest() throws {
        let body = try test.post(
            "/predict",
            #"{"advertiser":"a000001","scenarios":["radio"],"tasks":["gmv"],"scenario_attributes":{"radio":{"pricing":"cpm"}}}"#
        ).json()
        #expect(body["predictions"].elements.map { $0["status"].text } == ["cold_scenario"])
        #expect(try #require(body["predictions"][0]["mean"].number) > 0)
    }

    @Test func anUnknownAdvertiserIs404() throws {
        let (status, body) = try problem(#"{"advertiser":"nobody"}"#)
        #expect(status == 404)
        #expect(body["type"] == .string("/openapi.yaml#unknown-advertiser"))
        #expect(body["pointer"] == .string("/advertiser"))
    }

    @Test(
        "An as-of date that the data do not allow",
        arguments: [
            ("2020-06-27", "2020-06-26, the newest complete day"), ("2020-05-06", "give 2020-05-07 or a later day"),
        ])
    func refusedAsOf(asOf: String, detail: String) throws {
        let (status, body) = try problem("{\"advertiser\":\"a000001\",\"as_of\":\"\(asOf)\"}")
        #expect(status == 422)
        #expect(body["pointer"] == .string("/as_of"))
        #expect(body["detail"].text?.contains(detail) == true)
    }

    @Test func theFirstDayWithAWholeWindowIsAllowed() throws {
        let response = try test.post("/predict", #"{"advertiser":"a000001","as_of":"2020-05-07"}"#)
        #expect(response.status == 200)
    }

    @Test func anEmptyHistoryNeedsADay() throws {
        let (status, body) = try problem(#"{"history":[],"scenarios":["display"]}"#)
        #expect(status == 422)
        #expect(body["pointer"] == .string("/history"))
        let given = try test.post(
            "/predict", #"{"history":[],"scenarios":["display"],"as_of":"2020-06-01"}"#
        ).json()
        #expect(given["predictions"][0]["status"] == .string("no_history"))
    }

    @Test func malformedJSONNamesTheByte() throws {
        let (status, body) = try problem(#"{"advertiser":}"#)
        #expect(status == 400)
        #expect(body["detail"].text?.contains("at byte 14") == true)
    }

    @Test func anEmptyBodyIs400() throws {
        let (status, body) = try problem("")
        #expect(status == 400)
        #expect(body["type"] == .string("/openapi.yaml#empty-body"))
    }

    @Test(
        "Bodies that are not declared as plain JSON",
        arguments: [
            ["Content-Type": "text/plain"], ["Content-Type": "application/json; charset=latin1"],
            ["Content-Encoding": "gzip"],
        ])
    func unsupported(fields: [String: String]) throws {
        #expect(try problem(#"{"advertiser":"a000001"}"#, fields).0 == 415)
    }

    @Test(
        "Ways to declare JSON",
        arguments: [
            "", "application/json", "Application/JSON ; Charset=UTF-8", "application/json;charset=\"utf-8\"",
        ])
    func supported(contentType: String) throws {
        let response = try test.post(
            "/predict", #"{"advertiser":"a000001"}"#, ["Content-Type": contentType])
        #expect(response.status == 200)
    }

    @Test func aLongBodyIs413() throws {
        let small = try TestService(world: world) { $1.maximumBodyBytes = 100 }
        let request = #"{"advertiser":"a000001"}"#
        let fits = request + String(repeating: " ", count: 100 - request.utf8.count)
        #expect(try small.post("/predict", fits).status == 200)
        let response = try small.post("/predict", fits + " ")
        #expect(response.status == 413)
        #expect(try response.json()["type"] == .string("/openapi.yaml#body-too-large"))
    }

    @Test func withoutACompleteDayStoredAdvertisersWait() throws {
        let empty = try TestService(world: world) { source, _ in source.range = nil }
        let response = try empty.post("/predict", #"{"advertiser":"a000001"}"#)
        #expect(response.status == 503)
        #expect(try response.json()["type"] == .string("/openapi.yaml#not-ready"))
        let inline = #"{"history":[{"scenario":"display","date":"2020-06-01"}]}"#
        #expect(try empty.post("/predict", inline).status == 200)
    }

    @Test func dataShorterThanTheWindowIsSaid() throws {
        let short = try TestService(world: world) { source, _ in
            source.range = DataRange(oldest: ExampleWorld.lastDay - 38, newest: ExampleWorld.lastDay, gaps: [])
        }
        let response = try short.post("/predict", #"{"advertiser":"a000001"}"#)
        #expect(response.status == 503)
        #expect(try response.json()["detail"].text?.contains("covers 39 days and the model's window 40") == true)
    }

    @Test func aFaultOfTheSourceIs500WithoutItsText() throws {
        let broken = try TestService(world: world) { source, _ in source.badAdvertiser = "a000003" }
        let response = try broken.post(
            "/predict", #"{"advertiser":"a000003"}"#, ["X-Request-Id": "call-7"])
        #expect(response.status == 500)
        #expect(response.text.contains("BadRow") == false)
        #expect(try response.json()["detail"].text?.contains("call-7") == true)
    }

    @Test func answersAreOfTheEngineThatIsInTheSlot() throws {
        let before = try test.post("/predict", #"{"advertiser":"a000001"}"#).json()
        test.slot.replace(with: try world.engine(version: 2, seed: 9))
        let after = try test.post("/predict", #"{"advertiser":"a000001"}"#).json()
        #expect(before["model_version"] == .number(1))
        #expect(after["model_version"] == .number(2))
        #expect(before["predictions"] != after["predictions"])
    }
}
