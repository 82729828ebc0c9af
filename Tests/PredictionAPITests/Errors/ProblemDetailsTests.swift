import Testing

@testable import PredictionAPI

struct ProblemDetailsTests {
    @Test func isWrittenAsRFC9457Has() {
        var writer = JSONWriter()
        ProblemDetails(.unknownTask(.root["tasks"][1], name: "klicks", known: ["clicks"])).write(to: &writer)
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"type":"/openapi.yaml#unknown-name","title":"A name is not known","status":422,"#
                + #""detail":"The model has no task \"klicks\". Is \"clicks\" meant?","pointer":"/tasks/1"}"#)
    }

    @Test func aSyntaxErrorNamesItsByte() {
        let problem = ProblemDetails(.malformedJSON(JSONSyntaxError(offset: 7, fault: .expected("a value"))))
        #expect(problem.status == 400)
        #expect(problem.pointer == nil)
        #expect(problem.detail == "The text goes wrong at byte 7: a value is expected there.")
    }

    @Test func longNamesAreCut() {
        let problem = ProblemDetails(.unknownAdvertiser(String(repeating: "x", count: 10_000)))
        #expect(problem.status == 404)
        #expect(problem.detail.count < 300)
        #expect(problem.detail.contains("xxx…\""))
    }
}
