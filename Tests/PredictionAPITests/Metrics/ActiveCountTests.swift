import Testing

@testable import PredictionAPI

struct ActiveCountTests {
    @Test func countsWhatIsKept() {
        let count = ActiveCount()
        var tokens = [count.enter(), count.enter()]
        #expect(count.current == 2)
        tokens.removeLast()
        #expect(count.current == 1)
        tokens = []
        #expect(count.current == 0)
    }
}
