import AdvertiserDomain
import Evaluation
import Features
import Testing

@testable import Training

@Suite struct StudyDataTests {
    @Test(arguments: [(RequestedSweep?.none, -14), (RequestedSweep(.window, values: [7, 20]), -20)])
    func thePanelBeginsWithTheLongestWindow(sweep: RequestedSweep?, offset: Int) throws {
        let data = try StudyWorld.data(
            StudyWorld.request(sweeps: sweep.map { [$0] } ?? []), source: TwoWeekWorld.sourceWithAStrayRow())
        #expect(data.panel.firstDay == TwoWeekWorld.day(offset))
        #expect(data.panel.lastDay == TwoWeekWorld.day(59))
    }

    /// Names are told apart by their bytes: in another form of Unicode, no row would be left out of the held-out scenario.
    @Test func aNameInAnotherFormOfUnicodeIsUnknown() throws {
        let (name, other) = ("caf\u{E9}", "cafe\u{301}")
        var source = TwoWeekWorld.source()
        source.scenarioRecords.append(ScenarioRecord(name: name, attributes: source.scenarioRecords[0].attributes))
        func study(of scenario: String) throws {
            _ = try StudyWorld.data(
                StudyWorld.request(holdOut: StudyRequest.HoldOut(scenario: scenario, labelledDays: [0])), source: source
            )
        }
        try study(of: name)
        let error = #expect(throws: StudyError.self) { try study(of: other) }
        guard case .unknownScenario(let unknown, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(unknown.unicodeScalars.elementsEqual(other.unicodeScalars))
    }
}
