import Testing

@testable import adcast

struct ServiceNoticeTests {
    @Test func noticesAreAssignments() {
        #expect(ServiceNotice.ready.text == "READY=1")
        #expect(ServiceNotice.stopping.text == "STOPPING=1")
        #expect(ServiceNotice.watchdog.text == "WATCHDOG=1")
        #expect(ServiceNotice.status("model version 3").text == "STATUS=model version 3")
        #expect(ServiceNotice.reloading(monotonicMicroseconds: 12_345).text == "RELOADING=1\nMONOTONIC_USEC=12345")
    }

    @Test func statusStaysOnItsLine() {
        #expect(ServiceNotice.status("bad\nREADY=1\r\nx").text == "STATUS=bad READY=1 x")
    }
}
