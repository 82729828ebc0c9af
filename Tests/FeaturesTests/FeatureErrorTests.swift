import AdvertiserDomain
import Testing

@testable import Features

@Suite struct FeatureErrorTests {
    @Test func messagesAreOneLineWithPlaceAndRemedy() throws {
        let day = try #require(Day(isoText: "2020-03-01"))
        let messages: [(FeatureError, String)] = [
            (.emptyRange(from: day, through: day - 1), "2020-03-01 to 2020-02-29 are none; give a first day"),
            (
                .malformedHistory(advertiser: "a", table: "advertisers", found: 1, expected: 2),
                "advertisers gives advertiser 'a' 1 values where 2 columns"
            ),
            (.unknownScenario("tv"), "scenario 'tv' is not in table scenarios; add its row"),
            (
                .windowOutsidePanel(asOf: day, windowDays: 40, first: day, last: day + 60),
                "choose an as_of from 2020-04-09 to 2020-04-30"
            ),
            (.labelsOutsidePanel(asOf: day, horizonDays: 7, last: day), "not after 2020-02-23"),
            (.noTrainingSamples(windowDays: 40, first: day, last: day), "import more days or shorten window_days"),
            (.columnsDiffer(panel: ["a"], specification: ["b", "c"]), "columns [a] where the model needs [b, c]"),
        ]
        for (error, part) in messages {
            #expect(error.description.contains(part))
            #expect(!error.description.contains("\n"))
        }
    }
}
