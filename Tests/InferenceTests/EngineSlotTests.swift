import Testing

@testable import Inference

struct EngineSlotTests {
    @Test func givesTheEngineThatWasPutThereLast() throws {
        let world = try TinyWorld()
        let slot = EngineSlot(try world.engine(version: 1))
        let held = slot.current
        let replaced = slot.replace(with: try world.engine(version: 2))
        #expect(replaced === held)
        #expect(held.version == 1)
        #expect(slot.current.version == 2)
    }

    @Test func aReplacedEngineIsFreedWithItsLastUser() throws {
        let world = try TinyWorld()
        let slot = EngineSlot(try world.engine(version: 1))
        weak let old = slot.current
        slot.replace(with: try world.engine(version: 2))
        #expect(old == nil)
    }
}
