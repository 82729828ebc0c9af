import AdvertiserDomain
import Features
import ForecastModels
import Inference
import Testing

@testable import PredictionAPI

struct PlatformQueryDecoderTests {
    private func query(_ text: String, fields: [ForecastField] = [.mean, .point]) throws -> PlatformQuery {
        let vocabulary = RequestVocabulary(
            columns: ExampleWorld.specification.columns, tasks: ExampleWorld.specification.tasks,
            scenarios: ExampleWorld.scenarios, attributes: [])
        guard case .object(let object) = try JSONReader.value(of: Array(text.utf8)) else {
            throw PredictRequestFault.emptyBody(example: "")
        }
        return try PlatformQueryDecoder(
            requests: PredictRequestDecoder(vocabulary: vocabulary, today: ExampleWorld.lastDay), fields: fields
        ).query(from: object)
    }

    @Test func decodesEverything() throws {
        #expect(try query(#"{"all":true}"#) == PlatformQuery(tasks: [0, 1, 2]))
        let text = """
            {"all":true,"scenarios":["sponsored_search","display"],"tasks":["gmv"],"as_of":"2020-06-20",
             "where":{"task":"active_days","field":"point","below":2,"above":-1},"include":["no_history"],
             "order_by":{"task":"gmv","field":"mean","descending":true},"limit":10}
            """
        #expect(
            try query(text)
                == PlatformQuery(
                    scenarios: ["sponsored_search", "display"], tasks: [1], asOf: Day(isoText: "2020-06-20"),
                    condition: ForecastCondition(task: 2, field: .point, above: -1, below: 2),
                    includesNoHistory: true, order: ForecastOrder(task: 1, field: .mean, isDescending: true),
                    limit: 10))
        #expect(
            try query(#"{"all":true,"order_by":{"task":"clicks"},"include":[]}"#)
                == PlatformQuery(
                    tasks: [0, 1, 2], order: ForecastOrder(task: 0, field: .point, isDescending: false)))
    }

    @Test(
        "What is refused, and where",
        arguments: [
            (#"{"all":false}"#, "/all"), (#"{"all":1}"#, "/all"), (#"{"all":true,"advertiser":"a"}"#, "/advertiser"),
            (#"{"all":true,"limit":0}"#, "/limit"), (#"{"all":true,"limit":1.5}"#, "/limit"),
            (#"{"all":true,"limit":1e300}"#, "/limit"), (#"{"all":true,"limit":"1"}"#, "/limit"),
            (#"{"all":true,"include":["cold"]}"#, "/include/0"), (#"{"all":true,"include":"no_history"}"#, "/include"),
            (#"{"all":true,"scenarios":["x"]}"#, "/scenarios/0"), (#"{"all":true,"tasks":["x"]}"#, "/tasks/0"),
            (#"{"all":true,"where":{"task":"gmv"}}"#, "/where"), (#"{"all":true,"where":{"below":1}}"#, "/where"),
            (#"{"all":true,"where":{"task":"gmv","field":"p10","below":1}}"#, "/where/field"),
            (#"{"all":true,"where":{"task":"gmv","field":"x","below":1}}"#, "/where/field"),
            (#"{"all":true,"where":{"task":"x","below":1}}"#, "/where/task"),
            (#"{"all":true,"where":{"task":"gmv","below":"1"}}"#, "/where/below"),
            (#"{"all":true,"where":{"task":"gmv","equals":1}}"#, "/where/equals"),
            (#"{"all":true,"where":[]}"#, "/where"),
            (#"{"all":true,"order_by":{"task":"gmv","field":"active_probability"}}"#, "/order_by/field"),
            (#"{"all":true,"order_by":{"field":"mean"}}"#, "/order_by"),
            (#"{"all":true,"order_by":{"task":"gmv","descending":1}}"#, "/order_by/descending"),
        ])
    func refused(text: String, pointer: String) throws {
        do {
            _ = try query(text)
            Issue.record("\(text) was taken")
        } catch let fault as PredictRequestFault {
            let problem = ProblemDetails(fault)
            #expect(problem.status == 422)
            #expect(problem.pointer?.description == pointer, "\(text)")
        }
    }

    @Test func aScenarioThatIsNotThereCannotBeDescribed() throws {
        let fault = try #require(throws: PredictRequestFault.self) { try query(#"{"all":true,"scenarios":["x"]}"#) }
        #expect(
            ProblemDetails(fault).detail
                == #"The database has no scenario "x". There are: "display", "sponsored_search"."#)
    }

    @Test func aConditionWithoutABoundIsToldBoth() throws {
        let fault = try #require(throws: PredictRequestFault.self) {
            try query(#"{"all":true,"where":{"task":"clicks"}}"#)
        }
        #expect(ProblemDetails(fault).detail == #"Give "above", "below" or both here."#)
    }

    @Test func aFieldThatTheHeadGivesIsTaken() throws {
        let text = #"{"all":true,"where":{"task":"gmv","field":"p90","above":1}}"#
        #expect(try query(text, fields: ForecastField.allCases).condition?.field == .p90)
    }
}
