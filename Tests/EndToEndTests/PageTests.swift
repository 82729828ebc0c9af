import Foundation
import Testing

extension EndToEndTests {
    /// The page as a browser shows it: `make check-page`.
    @Suite struct PageTests {
        private let place: Workplace
        private let browser: Browser

        init() throws {
            place = try TrainedWorld.copy()
            browser = try Browser()
        }

        private func address(_ service: RunningService, _ inputs: [String: String] = [:]) -> String {
            var fragment = URLComponents()
            fragment.queryItems = inputs.sorted { $0.key < $1.key }.map { URLQueryItem(name: $0.key, value: $0.value) }
            return "http://127.0.0.1:\(service.port)/#\(fragment.percentEncodedQuery ?? "")"
        }

        /// A number as people in Britain write it.
        private func written(_ number: Double) -> String {
            number.formatted(.number.precision(.fractionLength(0)).locale(Locale(identifier: "en_GB")))
        }

        @Test func aLinkShowsAnAdvertisersForecastsAndItsLastWeeks() throws {
            let service = try RunningService(place)
            let advertiser = try place.busiestAdvertiser()
            let prediction = try service.connect()
                .request("POST", "/predict", body: #"{"advertiser":"\#(advertiser)"}"#).decoded(as: Prediction.self)
            let scenarios = Set(prediction.predictions.map(\.scenario))
            try #require(scenarios.count > 1)
            let page = try browser.page(at: address(service, ["advertiser": advertiser, "history": "clicks"]))
            #expect(page.scriptErrors == [])
            #expect(page.html.contains("<title>\(advertiser) – Adcast</title>"))
            #expect(page.text.contains("Forecasting Newest complete day: Sun, 8 March 2020"))
            #expect(page.text.contains("\(advertiser) from Mon, 9 March 2020 to Sun, 15 March 2020"))
            for scenario in scenarios {
                #expect(page.text.contains("Forecasts in \(scenario.replacing("_", with: " "))"))
            }
            let large = prediction.predictions.compactMap(\.mean).filter { $0 >= 100 }
            #expect(!large.isEmpty)
            for mean in large { #expect(page.text.contains(" \(written(mean)) "), "\(mean) is not shown") }
            #expect(page.count(of: #"class="interval""#) == prediction.predictions.count)
            #expect(page.count(of: #"<svg class="chart""#) == scenarios.count)
            #expect(page.count(of: #"aria-pressed="true""#) == scenarios.count)
        }

        @Test func aLinkShowsThePlatformsLargestNumbers() throws {
            let service = try RunningService(place)
            let response = try service.connect().request(
                "POST", "/predict/bulk",
                body:
                    #"{"all":true,"tasks":["clicks"],"order_by":{"task":"clicks","field":"mean","descending":true},"limit":3}"#
            )
            let expected = try response.text.split(separator: "\n").dropLast()
                .map { try JSONDocument.decoded(String($0), as: Prediction.self) }
            try #require(expected.count == 3)
            let inputs = ["task": "clicks", "field": "mean", "order": "descending", "limit": "3"]
            let page = try browser.page(at: address(service, inputs))
            #expect(page.scriptErrors == [])
            #expect(page.text.contains("3 rows, as many as were asked for."))
            #expect(page.html.contains(#"download="clicks-mean.csv""#))
            for line in expected {
                let row = try #require(line.predictions.first)
                let scenario = row.scenario.replacing("_", with: " ")
                #expect(page.text.contains("\(line.advertiser ?? "") \(scenario) "), "\(row) is not shown")
            }
        }

        @Test func versionsAndTheirErrorsAreShown() throws {
            let service = try RunningService(place)
            let page = try browser.page(at: address(service))
            #expect(page.scriptErrors == [])
            #expect(page.text.contains("1 serves"))
            #expect(page.text.contains("20 Feb 2020"))
            #expect(page.text.contains("No cycle has run yet."))
        }

        @Test func aRefusalIsShownInTheWordsOfTheServiceAndAsTextAlone() throws {
            let service = try RunningService(place)
            let advertiser = "<b>nobody</b>"
            let refusal = try service.connect().request("POST", "/predict", body: #"{"advertiser":"\#(advertiser)"}"#)
                .decoded(as: Problem.self)
            try #require(refusal.status == 404)
            let page = try browser.page(at: address(service, ["advertiser": advertiser]))
            #expect(page.scriptErrors == [])
            #expect(page.text.contains(refusal.detail))
            #expect(!page.html.contains("<b>nobody</b>"))
        }

        @Test func withTokensNothingIsShownWithoutOne() throws {
            let tokens = place.directory.file("tokens")
            try Data("predict \(String(repeating: "a", count: 64))\n".utf8).write(to: URL(filePath: tokens))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: tokens)
            try place.addToConfiguration("serving: { token_file: tokens }")
            let service = try RunningService(place)
            let page = try browser.page(at: address(service, ["advertiser": try place.busiestAdvertiser()]))
            #expect(page.scriptErrors == [])
            #expect(page.text.contains("Locked The service asks for a token."))
            #expect(page.html.contains(#"<body class="locked">"#))
            #expect(page.count(of: #"class="interval""#) == 0)
            #expect(!page.text.contains("1 serves"))
        }
    }
}
