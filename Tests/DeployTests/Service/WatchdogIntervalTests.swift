import Testing

@testable import adcast

struct WatchdogIntervalTests {
    @Test func halfTheLimitPassesBetweenChecks() throws {
        let interval = try #require(
            WatchdogInterval(environment: ["WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "41"], processIdentifier: 41))
        #expect(interval.limit == .seconds(60))
        #expect(interval.pause == .seconds(30))
        #expect(interval.retryPause == .seconds(3))
    }

    @Test func theProcessNeedNotBeNamed() {
        #expect(
            WatchdogInterval(environment: ["WATCHDOG_USEC": "1000"], processIdentifier: 41)?.limit == .milliseconds(1))
    }

    @Test(arguments: [
        [:], ["WATCHDOG_PID": "41"], ["WATCHDOG_USEC": "0"], ["WATCHDOG_USEC": "-5"], ["WATCHDOG_USEC": "1s"],
        ["WATCHDOG_USEC": "99999999999999999999"], ["WATCHDOG_USEC": "1000", "WATCHDOG_PID": "42"],
        ["WATCHDOG_USEC": "1000", "WATCHDOG_PID": ""],
    ])
    func nobodyWatches(environment: [String: String]) {
        #expect(WatchdogInterval(environment: environment, processIdentifier: 41) == nil)
    }
}
