import Glibc
import Testing

@testable import PredictionAPI

struct ProcessFiguresTests {
    @Test func seesMemoryDescriptorsAndTime() throws {
        let before = ProcessFigures.current()
        #expect(try #require(before.residentBytes) > 1 << 20)
        #expect(try #require(before.openDescriptors) >= 3)
        #expect(before.cpuSeconds > 0)
        let descriptors = (0..<50).map { _ in dup(STDERR_FILENO) }
        defer { for descriptor in descriptors { close(descriptor) } }
        // Other tests open and close some meanwhile.
        #expect(try #require(ProcessFigures.current().openDescriptors) > 50)
    }
}
