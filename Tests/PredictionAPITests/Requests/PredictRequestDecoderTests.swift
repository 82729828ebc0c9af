import AdvertiserDomain
import Testing

@testable import Features
@testable import PredictionAPI

struct PredictRequestDecoderTests {
    private static let categories = Vocabulary(of: ["3", "toys"])

    static let vocabulary = RequestVocabulary(
        columns: HistoryColumns(
            behaviour: ["logins"], performance: ["clicks", "impressions"], profile: ["size", "category", "age"],
            scenario: ["pricing", "reach"], taskColumns: ["orders"]),
        tasks: [
            PredictionTask(name: "clicks", column: "clicks", aggregate: .sum, unit: "clicks"),
            PredictionTask(name: "active_days", column: "logins", aggregate: .activeDays, unit: "days"),
        ],
        scenarios: [
            ScenarioRecord(name: "display", attributes: [.text("cpm"), .number(1)]),
            ScenarioRecord(name: "search", attributes: [.text("cpc"), .unknown]),
        ],
        attributes: [
            AttributeField(role: .profile, column: "size", encoding: .categorical(vocabulary: categories)),
            AttributeField(role: .profile, column: "category", encoding: .categorical(vocabulary: categories)),
            AttributeField(role: .profile, column: "age", encoding: .binned(edges: [1, 2])),
            AttributeField(role: .scenario, column: "scenario", encoding: .categorical(vocabulary: categories)),
            AttributeField(role: .scenario, column: "pricing", encoding: .categorical(vocabulary: categories)),
            AttributeField(role: .scenario, column: "reach", encoding: .standardised(mean: 0, deviation: 1)),
        ])

    static let decoder = PredictRequestDecoder(
        vocabulary: vocabulary, today: Day(number: 18_500))  // 2020-08-26

    private func request(_ text: String) throws -> PredictRequest {
        try Self.decoder.request(from: try JSONReader.value(of: Array(text.utf8)))
    }

    private func fault(_ text: String) throws -> PredictRequestFault? {
        do {
            _ = try request(text)
            return nil
        } catch let fault as PredictRequestFault {
            return fault
        }
    }

    @Test func aStoredAdvertiserNeedsNothingButItsName() throws {
        let request = try request(#"{"advertiser":"a1"}"#)
        #expect(request.subject == .stored(advertiser: "a1"))
        #expect(request.scenarios == nil)
        #expect(request.tasks == [0, 1])
        #expect(request.asOf == nil)
    }

    @Test func namesAreResolvedInTheOrderOfTheRequest() throws {
        let request = try request(
            #"{"advertiser":"a1","scenarios":["search","display"],"tasks":["active_days"],"as_of":"2030-01-31"}"#)
        #expect(request.scenarios == [Self.vocabulary.scenarios[1], Self.vocabulary.scenarios[0]])
        #expect(request.tasks == [1])
        #expect(request.asOf == Day(isoText: "2030-01-31"))
    }

    @Test func anInlineHistoryIsSortedAndItsGapsAreZeros() throws {
        let request = try request(
            #"""
            {"profile":{"category":"toys","size":3,"age":40},"history":[
              {"scenario":"search","date":"2020-08-02","clicks":5},
              {"scenario":"display","date":"2020-08-03","orders":2,"clicks":null,"impressions":-0.0},
              {"date":"2020-08-01","scenario":"search","logins":1.5}]}
            """#)
        let first = try #require(Day(isoText: "2020-08-01"))
        let expected = AdvertiserHistory(
            advertiser: "", profile: [.number(3), .text("toys"), .number(40)],
            snapshots: [
                DailySnapshot(scenario: "display", day: first + 2, measures: [0, 0, 0, 2]),
                DailySnapshot(scenario: "search", day: first, measures: [1.5, 0, 0, 0]),
                DailySnapshot(scenario: "search", day: first + 1, measures: [0, 5, 0, 0]),
            ])
        #expect(request.subject == .inline(name: nil, history: expected))
        if case .inline(_, let history) = request.subject { #expect(history.snapshots[0].measures[2].sign == .plus) }
    }

    @Test func aRequestMayDescribeScenarios() throws {
        let request = try request(
            #"""
            {"advertiser":"a1","scenarios":["video","search"],
             "scenario_attributes":{"video":{"pricing":7,"reach":-2.5},"search":{}}}
            """#)
        #expect(
            request.scenarios == [
                ScenarioRecord(name: "video", attributes: [.number(7), .number(-2.5)]),
                ScenarioRecord(name: "search", attributes: [.unknown, .unknown]),
            ])
        #expect(request.lookup["display"] == Self.vocabulary.scenarios[0])
        #expect(request.lookup["audio"] == nil)
    }

    @Test(
        "What the contract does not have is refused at its place",
        arguments: [
            ("[]", "", "Give an object here, not an array."),
            ("{}", "", "Give either \"advertiser\""),
            (#"{"advertiser":1}"#, "/advertiser", "Give a string here, not a number."),
            (#"{"advertiser":null}"#, "/advertiser", "Give a string here, not null."),
            (#"{"advertisr":"a1"}"#, "/advertisr", "Is \"advertiser\" meant?"),
            (#"{"advertiser":"a1","a/b~":1}"#, "/a~1b~0", "There are: \"advertiser\", "),
            (#"{"advertiser":"a1","profile":{}}"#, "/profile", "A profile goes with \"history\""),
            (#"{"advertiser":"a1","scenarios":"display"}"#, "/scenarios", "Give an array here, not a string."),
            (#"{"advertiser":"a1","scenarios":null}"#, "/scenarios", "Give an array here, not null."),
            (#"{"advertiser":"a1","scenarios":[]}"#, "/scenarios", "The list is empty"),
            (#"{"advertiser":"a1","scenarios":["display",1]}"#, "/scenarios/1", "Give a string here"),
            (#"{"advertiser":"a1","scenarios":["display","serach"]}"#, "/scenarios/1", "Is \"search\" meant?"),
            (#"{"advertiser":"a1","scenarios":["display","display"]}"#, "/scenarios/1", "is named twice"),
            (#"{"advertiser":"a1","tasks":["click"]}"#, "/tasks/0", "Is \"clicks\" meant?"),
            (#"{"advertiser":"a1","tasks":["gmv"]}"#, "/tasks/0", "There are: \"clicks\", \"active_days\"."),
            (#"{"advertiser":"a1","as_of":20200801}"#, "/as_of", "Give a date as a string YYYY-MM-DD"),
            (#"{"advertiser":"a1","as_of":"2020-02-30"}"#, "/as_of", "\"2020-02-30\" is not a date"),
            (#"{"advertiser":"a1","as_of":"2020-8-1"}"#, "/as_of", "\"2020-8-1\" is not a date"),
            (#"{"history":[],"as_of":"2020-08-27"}"#, "/as_of", "lies in the future; give 2020-08-26"),
            (#"{"history":{}}"#, "/history", "Give an array here, not an object."),
            (#"{"history":[3]}"#, "/history/0", "Give an object here, not a number."),
            (#"{"history":[{"date":"2020-08-01"}]}"#, "/history/0", "\"scenario\" is missing"),
            (#"{"history":[{"scenario":"search"}]}"#, "/history/0", "\"date\" is missing"),
            (
                #"{"history":[{"scenario":"radio","date":"2020-08-01"}]}"#, "/history/0/scenario",
                "no scenario \"radio\""
            ),
            (#"{"history":[{"scenario":"search","date":"01.08.2020"}]}"#, "/history/0/date", "is not a date"),
            (#"{"history":[{"scenario":"search","date":"2020-08-27"}]}"#, "/history/0/date", "in the future"),
            (
                #"{"history":[{"scenario":"search","date":"2020-08-01","clicks":-1}]}"#, "/history/0/clicks",
                "A measure is 0 or more, not -1.0."
            ),
            (
                #"{"history":[{"scenario":"search","date":"2020-08-01","clicks":"1"}]}"#, "/history/0/clicks",
                "Give a number or null here, not a string."
            ),
            (
                #"{"history":[{"scenario":"search","date":"2020-08-01","clicks":1e39}]}"#, "/history/0/clicks",
                "A measure is at most 3.4028235e+38"
            ),
            (
                #"{"history":[{"scenario":"search","date":"2020-08-01","klicks":1}]}"#, "/history/0/klicks",
                "Is \"clicks\" meant?"
            ),
            (
                #"""
                {"history":[{"scenario":"search","date":"2020-08-01"},{"scenario":"display","date":"2020-08-01"},
                 {"scenario":"search","date":"2020-08-01","clicks":1}]}
                """#, "/history/2", "There is a row of 2020-08-01 in \"search\" already"
            ),
            (#"{"history":[],"profile":[]}"#, "/profile", "Give an object here"),
            (#"{"history":[],"profile":{"sise":1}}"#, "/profile/sise", "Is \"size\" meant?"),
            (#"{"history":[],"profile":{"size":true}}"#, "/profile/size", "Give a string, a number or null here"),
            (#"{"history":[],"profile":{"age":"40"}}"#, "/profile/age", "Give a number or null here, not a string."),
            (#"{"history":[],"profile":{"age":1e300}}"#, "/profile/age", "at most 3.4028235e+38 in size"),
            (
                #"{"advertiser":"a1","scenario_attributes":{"v":{"reach":"wide"}}}"#, "/scenario_attributes/v/reach",
                "Give a number or null here, not a string."
            ),
            (
                #"{"advertiser":"a1","scenario_attributes":{"v":{"reach":-1e39}}}"#, "/scenario_attributes/v/reach",
                "at most 3.4028235e+38 in size"
            ),
            (#"{"advertiser":"a1","scenario_attributes":[]}"#, "/scenario_attributes", "Give an object here"),
            (#"{"advertiser":"a1","scenario_attributes":{"v":1}}"#, "/scenario_attributes/v", "Give an object here"),
            (
                #"{"advertiser":"a1","scenario_attributes":{"v":{"prizing":1}}}"#, "/scenario_attributes/v/prizing",
                "Is \"pricing\" meant?"
            ),
        ])
    func refuses(text: String, pointer: String, detail: String) throws {
        let problem = ProblemDetails(try #require(try fault(text)))
        #expect(problem.status == 422)
        #expect(problem.pointer?.description == pointer)
        #expect(problem.detail.contains(detail), "\(problem.detail)")
    }

    @Test func aRequestNamesAtMostAThousandScenarios() throws {
        let names = (0...1_000).map { "\"s\($0)\"" }
        let named = try fault(#"{"advertiser":"a1","scenarios":[\#(names.joined(separator: ","))]}"#)
        #expect(named == .tooManyNames(.root["scenarios"], count: 1_001, limit: 1_000))
        let entries = names.map { "\($0):{}" }.joined(separator: ",")
        let described = try fault(#"{"advertiser":"a1","scenario_attributes":{\#(entries)}}"#)
        #expect(described == .tooManyNames(.root["scenario_attributes"], count: 1_001, limit: 1_000))
    }
}
