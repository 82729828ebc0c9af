import Foundation
import Testing

extension EndToEndTests {
    @Suite struct ServiceTests {
        private let place: Workplace
        private let service: RunningService

        init() throws {
            place = try TrainedWorld.copy()
            service = try RunningService(place)
        }

        private func scores() throws -> [ScoreLine] {
            try place.run("score").outputLines.map { try JSONDocument.decoded($0, as: ScoreLine.self) }
        }

        /// Batches differ in how they round, in the last bits.
        private func isSame(_ number: Double?, _ expected: Double) -> Bool {
            guard let number else { return false }
            return abs(number - expected) <= 1e-5 * max(abs(expected), 1e-3)
        }

        @Test func statusRoutes() throws {
            let connection = try service.connect()
            let health = try connection.request("GET", "/health")
            #expect(health.status == 200)
            for part in [#""status":"ok""#, #""model_version":1"#, #""newest_day":"2020-03-08""#] {
                #expect(health.text.contains(part))
            }
            #expect(try connection.request("GET", "/livez").text.contains("alive"))
            #expect(try connection.request("GET", "/readyz").text.contains("ready"))
            let model = try connection.request("GET", "/model")
            #expect(model.status == 200)
            let manifestText = try String(contentsOfFile: "\(place.models)/1/manifest.json", encoding: .utf8)
            let manifest = try JSONDocument.decoded(manifestText, as: Manifest.self)
            #expect(model.text.contains(manifest.files.model.sha256))
            let models = try connection.request("GET", "/models")
            #expect(models.text.contains(#""active":1,"hold":null,"models":[{"version":1"#))
            let contract = try connection.request("GET", "/openapi.yaml")
            #expect(contract.status == 200)
            #expect(contract.fields["content-type"] == "application/yaml")
            #expect(contract.text.hasPrefix("openapi: 3.1"))
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../openapi.yaml")
            #expect(contract.text == (try String(contentsOf: root, encoding: .utf8)))
        }

        @Test func thePageIsBuiltIn() throws {
            let page = try service.connect().request("GET", "/")
            #expect(page.status == 200)
            #expect(page.fields["content-type"] == "text/html; charset=utf-8")
            #expect(page.fields["content-security-policy"]?.hasPrefix("default-src 'none'; ") == true)
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
            let sources = root.appending(path: "Sources/adcast/Page")
            let parts = try FileManager.default.contentsOfDirectory(atPath: sources.path)
                .filter { !$0.hasSuffix(".html") }
            #expect(parts.count > 2)
            let missing = try parts.filter { part in
                !page.text.contains(try String(contentsOf: sources.appending(path: part), encoding: .utf8))
            }
            #expect(missing == [])
        }

        @Test func predictionsAreTheScores() throws {
            let connection = try service.connect()
            for line in try scores().prefix(40) {
                let response = try connection.request(
                    "POST", "/predict",
                    body: #"{"advertiser":"\#(line.advertiser)","scenarios":["\#(line.scenario)"]}"#)
                try #require(response.status == 200, "\(response.text)")
                let prediction = try response.decoded(as: Prediction.self)
                #expect(prediction.modelVersion == 1)
                #expect(prediction.advertiser == line.advertiser)
                #expect(prediction.asOf == Workplace.newestDay)
                #expect([prediction.from, prediction.to] == ["2020-03-09", "2020-03-15"])
                #expect(!prediction.inSample)
                #expect(prediction.predictions.map(\.task) == Workplace.tasks)
                for row in prediction.predictions {
                    let expected = try #require(line.predictions[row.task])
                    #expect(row.scenario == line.scenario)
                    #expect(isSame(row.mean, expected.mean), "\(row) is not \(expected)")
                    #expect(isSame(row.point, expected.point))
                }
            }
        }

        @Test func anInlineHistoryGivesTheNumbersOfTheStoredOne() throws {
            // The advertiser with the most scenarios, so that both views have something to see.
            let advertiser = try place.busiestAdvertiser()
            let connection = try service.connect()
            let stored = try connection.request("POST", "/predict", body: #"{"advertiser":"\#(advertiser)"}"#)
            let inline = try connection.request("POST", "/predict", body: try inlineRequest(advertiser))
            try #require(inline.status == 200, "\(inline.text)")
            let expected = try stored.decoded(as: Prediction.self)
            let prediction = try inline.decoded(as: Prediction.self)
            #expect(prediction.advertiser == nil)
            #expect(prediction.asOf == expected.asOf)
            #expect(Set(expected.predictions.map(\.scenario)).count > 1)
            #expect(prediction.predictions == expected.predictions)
        }

        /// A request that carries the advertiser's profile and the rows of its window.
        private func inlineRequest(_ advertiser: String) throws -> String {
            let rows = try place.rows(
                """
                SELECT json_object('scenario', scenario, 'date', date, 'logins', logins, 'campaign_edits', campaign_edits,
                    'bid_changes', bid_changes, 'budget', budget, 'impressions', impressions, 'clicks', clicks,
                    'expenditure', expenditure, 'orders', orders, 'gmv', gmv)
                FROM daily_snapshots WHERE advertiser = ? AND date > date(?, '-40 days')
                """, [advertiser, Workplace.newestDay])
            let profile = try place.rows(
                """
                SELECT json_object('business_scale', business_scale, 'main_category', main_category,
                    'star_level', star_level) FROM advertisers WHERE advertiser = ?
                """, [advertiser])
            let history = rows.map { $0[0] }.joined(separator: ",")
            return #"{"as_of":"\#(Workplace.newestDay)","profile":\#(profile[0][0]),"history":[\#(history)]}"#
        }

        @Test func bulkAnswersEveryRequestInOrder() throws {
            let lines = try scores()
            let advertisers = lines.map(\.advertiser).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
            var requests = advertisers.map { #"{"advertiser":"\#($0)"}"# }
            requests.insert(#"{"advertiser":"nobody"}"#, at: 3)
            let response = try service.connect().request(
                "POST", "/predict/bulk", body: "[" + requests.joined(separator: ",") + "]")
            #expect(response.status == 200)
            #expect(response.fields["content-type"] == "application/x-ndjson")
            try #require(response.lines.count == requests.count + 1)
            let end = try JSONDocument.decoded(response.lines[requests.count], as: BulkEnd.self)
            #expect(end == BulkEnd(end: true, lines: requests.count, errors: 1))
            #expect(
                response.lines[3].hasPrefix(#"{"index":3,"error":{"#) && response.lines[3].contains(#""status":404"#))
            let good = response.lines.indices.dropLast().filter { $0 != 3 }
            var predictions = try good.map { try JSONDocument.decoded(response.lines[$0], as: Prediction.self) }
            #expect(predictions.map(\.advertiser) == advertisers)
            for line in lines {
                if predictions.first?.advertiser != line.advertiser { predictions.removeFirst() }
                let rows = predictions.first?.predictions.filter { $0.scenario == line.scenario } ?? []
                #expect(rows.map(\.task) == Workplace.tasks)
                #expect(rows.allSatisfy { row in line.predictions[row.task].map { isSame(row.mean, $0.mean) } == true })
            }
        }

        @Test(
            arguments: [
                ("POST", "/predict", #"{"advertiser":"nobody"}"#, 404, "/advertiser"),
                ("GET", "/nothing", nil, 404, nil),
                ("POST", "/predict", #"{"advertiser":"a000001","tasks":["clicks","sales"]}"#, 422, "/tasks/1"),
                ("POST", "/predict", #"{"advertiser":"a000001","scenarios":["radio"]}"#, 422, "/scenarios/0"),
                ("POST", "/predict", #"{"advertiser":"a000001","as_of":"2020-03-09"}"#, 422, "/as_of"),
                ("POST", "/predict", #"{"adverttiser":"a000001"}"#, 422, "/adverttiser"),
                ("POST", "/predict", #"{"advertiser":"#, 400, nil),
                ("POST", "/predict", "", 400, nil),
                ("GET", "/predict", nil, 405, nil),
                ("POST", "/health", "{}", 405, nil),
                ("TRACE", "/health", nil, 405, nil),
            ] as [(String, String, String?, Int, String?)])
        func problems(method: String, path: String, body: String?, status: Int, pointer: String?) throws {
            let connection = try service.connect()
            let response = try connection.request(method, path, body: body)
            #expect(response.status == status)
            #expect(response.fields["content-type"] == "application/problem+json")
            let problem = try response.decoded(as: Problem.self)
            #expect(problem.status == status)
            #expect(problem.pointer == pointer)
            #expect(!problem.title.isEmpty && !problem.detail.isEmpty)
            if status == 405 {
                #expect(response.fields["allow"] == (path == "/predict" ? "POST, OPTIONS" : "GET, HEAD, OPTIONS"))
            }
            // The connection is still good.
            #expect(try connection.request("GET", "/livez").status == 200)
        }

        @Test func aBodyThatIsTooLargeIsRefusedBeforeItCame() throws {
            let connection = try service.connect()
            try connection.send(
                "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 999999999999\r\n\r\n{")
            let (status, fields) = try connection.readHead()
            #expect(status == 413)
            #expect(fields["connection"] == "close")
            let body = try connection.readBody(fields)
            #expect(try JSONDocument.decoded(String(decoding: body, as: UTF8.self), as: Problem.self).status == 413)
            #expect(try service.connect().request("GET", "/livez").status == 200)
        }

        @Test(arguments: [SIGTERM, SIGINT])
        func endingLetsTheRequestInFlightFinish(signal: Int32) throws {
            // Far more than the kernel holds for a client that does not read.
            let count = 12_000
            let advertiser = try place.pairs()[0][0]
            let requests = [String](repeating: #"{"advertiser":"\#(advertiser)"}"#, count: count)
            let connection = try service.connect(receiveBufferBytes: 1 << 16)
            try connection.send("POST", "/predict/bulk", body: "[" + requests.joined(separator: ",") + "]")
            let (status, fields) = try connection.readHead()
            #expect(status == 200)
            var body = try #require(try connection.readChunk())

            service.program.send(signal)
            while let chunk = try connection.readChunk() { body += chunk }
            let lines = String(decoding: body, as: UTF8.self).split(separator: "\n")
            #expect(fields["transfer-encoding"] == "chunked")
            #expect(lines.count == count + 1)
            let end = try JSONDocument.decoded(try #require(lines.last), as: BulkEnd.self)
            #expect(end == BulkEnd(end: true, lines: count, errors: 0))

            let outcome = try service.program.outcome()
            #expect(outcome.ending == .exit(0))
            #expect(outcome.errorLines.last?.contains("stopped") == true)
            #expect(throws: ServiceConnection.Failure.self) { try service.connect() }
        }

        /// The log goes to a program that reads one line.
        @Test func aLogReaderThatGoesAwayDoesNotEndTheService() throws {
            let place = try TrainedWorld.copy()
            let start = #"sh -c 'echo process $$ >&2; exec "$@" 2>&1' sh "$@""#
            let script = #"{ \#(start); echo "ended $?" >&2; } | head -n 1 >&2"#
            let program = try RunningProgram(
                "/bin/sh", ["-c", script, "sh", try AdcastBinary.path()] + place.line("serve", ["--port", "0"]))
            let process = try program.errorLine(containing: "process ").split(separator: " ").last
            let identifier = try #require(process.flatMap { Int32($0) })
            defer { if program.isRunning { kill(identifier, SIGKILL) } }
            let line = try program.errorLine(containing: "answers on http://127.0.0.1:")
            let port = try #require(line.split(separator: ":").last.flatMap { Int($0) })
            #expect(try ServiceConnection(port: port).request("GET", "/readyz").status == 200)
            kill(identifier, SIGTERM)
            #expect(try program.errorLine(containing: "ended ") == "ended 0")
            #expect(try program.outcome().ending == .exit(0))
        }

        @Test func anIdleServiceEndsAtOnce() throws {
            let connection = try service.connect()
            #expect(try connection.request("GET", "/livez").status == 200)
            let start = ContinuousClock.now
            #expect(try service.stop().ending == .exit(0))
            // The drain time-out is 20 s: the idle connection was not waited for.
            #expect(ContinuousClock.now - start < .seconds(15))
        }
    }
}
