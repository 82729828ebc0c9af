import Foundation
import Testing

@testable import adcast

struct ServiceAdministrationTests {
    private func withService(
        _ answers: String..., body: (ServiceAdministration, StubService) throws -> Void
    ) throws {
        let service = try StubService(answers: [StubService.answer("")] + answers)
        defer { service.remove() }
        let administration = try #require(try ServiceAdministration(AdminClient(path: service.path)))
        try body(administration, service)
        #expect(service.requests.first?.hasPrefix("GET /livez ") == true)
    }

    @Test func withoutAServiceThereIsNone() throws {
        let client = AdminClient(path: NSTemporaryDirectory() + "adcast-none.sock")
        #expect(try ServiceAdministration(client) == nil)
    }

    @Test func theListIsRead() throws {
        let json = """
            {"active":2,"hold":{"version":2,"by":"ann","why":"steady","since":"2026-01-02T03:04:05Z"},"models":[
            {"version":1,"active":false,"usable":false,"load_state":"failed","load_failure":"cut off"},
            {"version":2,"active":true,"usable":true,"architecture":"m2m","created_at":"2026-01-02T03:04:05Z",
            "newest_label_day":"2026-01-01","split":"production","load_state":"ok","sha256":"aa"}]}
            """
        try withService(StubService.answer(json)) { administration, service in
            let list = try administration.list()
            #expect(list.active == 2)
            #expect(list.hold == VersionList.Hold(version: 2, by: "ann", why: "steady"))
            #expect(
                list.models == [
                    VersionList.Version(
                        version: 1, active: false, usable: false, loadState: "failed", loadFailure: "cut off"),
                    VersionList.Version(
                        version: 2, active: true, usable: true, architecture: "m2m", createdAt: "2026-01-02T03:04:05Z",
                        newestLabelDay: "2026-01-01", split: "production", loadState: "ok"),
                ])
            #expect(service.requests.last?.hasPrefix("GET /models ") == true)
        }
    }

    @Test func changesAreAskedForWithWhoAndWhy() throws {
        let change = #"{"at":"2026-01-02T03:04:05Z","by":"ann","from":3,"to":2,"why":"odd","action":"rollback"}"#
        try withService(StubService.answer(change)) { administration, service in
            let expected = VersionChange(from: 3, to: 2, action: "rollback")
            #expect(try administration.activate(2, by: "ann", why: "odd \"7\"") == expected)
            #expect(try administration.rollback(by: "ann", why: "") == expected)
            #expect(try administration.release(by: "ann", why: "") == expected)
            let lines = service.requests.dropFirst().map { $0.components(separatedBy: "\r\n")[0] }
            #expect(
                lines == [
                    "POST /models/2/activate HTTP/1.1", "POST /models/rollback HTTP/1.1",
                    "POST /models/release HTTP/1.1",
                ])
            let body = try #require(service.requests[1].components(separatedBy: "\r\n\r\n").last)
            let request = try JSONDecoder().decode([String: String].self, from: Data(body.utf8))
            #expect(request == ["by": "ann", "why": "odd \"7\""])
        }
    }

    @Test func aRefusalIsToldAsTheServiceTellsIt() throws {
        let problem = #"{"type":"about:blank","title":"Not found","status":404,"detail":"There is no version 9."}"#
        try withService(StubService.answer(problem, status: "404 Not Found")) { administration, _ in
            let error = AdminClientError.refused(status: 404, detail: "There is no version 9.")
            #expect(throws: error) { try administration.show(9) }
            #expect(error.isUsageFault)
            #expect(!AdminClientError.refused(status: 500, detail: "").isUsageFault)
            // A damaged version is nobody's wrong usage.
            #expect(!AdminClientError.refused(status: 422, detail: "").isUsageFault)
        }
        try withService(StubService.answer("oops", status: "500 Internal")) { administration, _ in
            #expect(throws: AdminClientError.refused(status: 500, detail: "it gives no reason")) {
                try administration.rollback(by: "ann", why: "")
            }
        }
    }

    @Test func anAnswerOfAnotherKindIsRefused() throws {
        try withService(StubService.answer("[]")) { administration, _ in
            #expect(throws: AdminClientError.self) { try administration.list() }
        }
    }
}
