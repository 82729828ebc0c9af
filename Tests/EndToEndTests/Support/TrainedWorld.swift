import Testing

/// A world with a version that was trained until ``lastTrainingDay``, made once for all tests.
enum TrainedWorld {
    static let lastTrainingDay = "2020-02-20"

    @TaskLocal static var shared: Workplace?

    /// A copy for one test.
    static func copy() throws -> Workplace {
        try Workplace(copying: try #require(shared))
    }
}

/// Makes the world before the tests of a suite and removes it after them.
struct TrainedWorldTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let world = try Workplace(generatedIn: TemporaryDirectory())
        let training = try world.run("train", "--until", TrainedWorld.lastTrainingDay)
        guard training.ending == .exit(0) else { throw Workplace.Failure.cannotSetUp(training.standardError) }
        try await TrainedWorld.$shared.withValue(world) { try await function() }
    }
}

extension Trait where Self == TrainedWorldTrait {
    static var trainedWorld: Self { Self() }
}

/// Tests that drive the built program as its users do.
@Suite(.trainedWorld)
enum EndToEndTests {}
