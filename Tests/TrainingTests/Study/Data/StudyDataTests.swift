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
}
