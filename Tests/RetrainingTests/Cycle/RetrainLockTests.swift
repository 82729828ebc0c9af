import Checkpoints
import Testing

@testable import Retraining

struct RetrainLockTests {
    @Test func oneHoldsItUntilItIsReleased() throws {
        let temporary = try TemporaryDirectory()
        let directory = temporary.path + "/models"
        let fileSystem = POSIXFileSystem(lockTimeoutSeconds: 0)
        var first = try RetrainLock(directory: directory, fileSystem: fileSystem)
        #expect(first != nil)
        #expect(try RetrainLock(directory: directory, fileSystem: fileSystem) == nil)
        first = nil
        #expect(try RetrainLock(directory: directory, fileSystem: fileSystem) != nil)
        let other = temporary.path + "/other"
        #expect(try RetrainLock(directory: other, fileSystem: fileSystem) != nil)
    }
}
