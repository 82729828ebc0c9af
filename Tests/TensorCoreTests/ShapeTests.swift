import Foundation
import Testing

@testable import TensorCore

@Suite struct ShapeTests {
    @Test func countIsTheProductOfTheExtents() {
        #expect(Shape(7).count == 7)
        #expect(Shape(3, 4, 5).count == 60)
        #expect(Shape([2, 0, 9]).count == 0)
    }

    @Test func describesItsExtentsOutermostFirst() {
        #expect(Shape(64, 16).description == "[64, 16]")
        #expect(Shape(1).description == "[1]")
    }

    @Test func shapesOfEqualCountDiffer() {
        #expect(Shape(2, 3) != Shape(3, 2))
        #expect(Shape(2, 3) != Shape(6))
        #expect(Shape(2, 3) == Shape([2, 3]))
    }

    @Test func survivesCoding() throws {
        let encoded = try JSONEncoder().encode(Shape(2, 3))
        #expect(try JSONDecoder().decode(Shape.self, from: encoded) == Shape(2, 3))
    }
}
