import Testing

@testable import AdvertiserDomain

@Suite struct ErrorOperatorDescriptionTests {
    private enum Internal: Error { case broken(code: Int) }

    @Test func operatorErrorsSpeakForThemselves() {
        let error: any Error = NoCompleteDay(database: "a.sqlite")
        #expect(error.operatorDescription == "a.sqlite has no complete day; fill it with adcast generate or import")
    }

    @Test func otherErrorsAreShownAsTheyAre() {
        #expect(Internal.broken(code: 7).operatorDescription == "broken(code: 7)")
    }
}
