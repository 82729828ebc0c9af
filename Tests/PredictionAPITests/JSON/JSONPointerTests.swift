import Testing

@testable import PredictionAPI

struct JSONPointerTests {
    @Test func escapesAsRFC6901Has() {
        #expect(JSONPointer.root.description == "")
        #expect(JSONPointer.root["history"][3]["clicks"].description == "/history/3/clicks")
        #expect(JSONPointer.root["a/b~c"][""].description == "/a~1b~0c/")
    }
}
