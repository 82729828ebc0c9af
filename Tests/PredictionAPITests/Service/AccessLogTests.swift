import HTTPTypes
import Testing

@testable import HTTPCore
@testable import PredictionAPI

struct AccessLogTests {
    private func record(_ status: Int) -> RequestRecord {
        RequestRecord(
            template: "/predict", method: .post, status: .init(code: status), label: "a-1", bodyBytes: 20, bytes: 300,
            seconds: 0.25, isIncomplete: false)
    }

    @Test("Severities", arguments: [(200, "<7>"), (404, "<6>"), (503, "<4>")])
    func severity(status: Int, priority: String) {
        let capture = LogCapture()
        AccessLog(logger: capture.logger()).write(record(status))
        #expect(
            capture.text
                == "\(priority)POST /predict \(status) bytes_in=20 bytes_out=300 incomplete=false request=a-1 seconds=0.25\n"
        )
    }

    @Test func aResponseIsFoundInTheLogByItsIdentifier() throws {
        let test = try TestService(world: try ExampleWorld())
        let named = try test.get("/livez", ["X-Request-Id": "shop-17"])
        let absent = try test.get("/nothing")
        #expect(named.fields["x-request-id"] == "shop-17")
        let identifier = try #require(absent.fields["x-request-id"])
        #expect(identifier.hasPrefix("test-"))
        _ = test.service.drain()
        #expect(test.log.text.contains("<7>GET /livez 200 bytes_in=0"))
        #expect(test.log.text.contains("request=shop-17"))
        #expect(test.log.text.contains("request=\(identifier)"))
    }
}
