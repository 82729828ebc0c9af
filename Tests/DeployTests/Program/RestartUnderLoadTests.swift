import Testing

struct RestartUnderLoadTests {
    @Test func noRequestFails() throws {
        let trial = try RestartTrial(requestCount: 5_000)
        #expect(trial.load.failures == [])
        #expect(trial.load.answered == 5_000)
    }
}
