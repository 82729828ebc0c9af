import Testing

@Suite struct RestartSoakTests {
    @Test func noRequestFails() throws {
        let trial = try RestartTrial(requestCount: 50_000)
        #expect(trial.load.failures == [])
        #expect(trial.load.answered == trial.requestCount)
        print(
            "soak: \(trial.restartCount) restarts under load through the activated socket: \(trial.load.failures.count) "
                + "failed of \(trial.requestCount) requests in \(Int(trial.seconds)) s")
    }
}
