import HTTPTypes
import Testing

@testable import HTTPCore

@Suite struct ResponseHeadEncoderTests {
    private func head(
        _ response: ServerResponse, _ framing: ResponseHeadEncoder.Framing, connection: StaticString? = nil
    ) -> String {
        var encoder = ResponseHeadEncoder()
        var output: [UInt8] = []
        encoder.encode(response, framing: framing, connection: connection, unixSeconds: 784_111_777, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func writesStatusFieldsDateAndLength() {
        let response = ServerResponse(status: .notFound, fields: [.contentType: "text/plain"])
        #expect(
            head(response, .length(1205)) == """
                HTTP/1.1 404 Not Found\r
                Content-Type: text/plain\r
                X-Content-Type-Options: nosniff\r
                Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                Content-Length: 1205\r
                \r

                """)
    }

    @Test func leavesOutWhatTheServerSetsItself() {
        let fields: HTTPFields = [
            .contentLength: "9", .transferEncoding: "chunked", .connection: "keep-alive", .date: "now",
            .xContentTypeOptions: "nosniff",
        ]
        #expect(
            head(ServerResponse(fields: fields), .chunked, connection: "close") == """
                HTTP/1.1 200 OK\r
                X-Content-Type-Options: nosniff\r
                Date: Sun, 06 Nov 1994 08:49:37 GMT\r
                Transfer-Encoding: chunked\r
                Connection: close\r
                \r

                """)
    }

    @Test func aValueCannotStartAnotherLine() {
        let response = ServerResponse(fields: [.location: "/a\r\nSet-Cookie: b"])
        #expect(head(response, .none).contains("\r\nLocation: /a  Set-Cookie: b\r\n"))
    }

    @Test func formatsDatesOfLeapYearsAndCenturies() {
        #expect(String(decoding: HTTPDate.bytes(unixSeconds: 0), as: UTF8.self) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(
            String(decoding: HTTPDate.bytes(unixSeconds: 951_827_696), as: UTF8.self)
                == "Tue, 29 Feb 2000 12:34:56 GMT")
        #expect(
            String(decoding: HTTPDate.bytes(unixSeconds: 4_107_542_399), as: UTF8.self)
                == "Sun, 28 Feb 2100 23:59:59 GMT")
        #expect(
            String(decoding: HTTPDate.bytes(unixSeconds: 4_107_542_400), as: UTF8.self)
                == "Mon, 01 Mar 2100 00:00:00 GMT")
    }

    @Test func framesChunksInHexadecimal() {
        var output: [UInt8] = []
        output.appendChunk([])
        output.appendChunk([UInt8](repeating: 0x61, count: 26))
        #expect(String(decoding: output, as: UTF8.self) == "1a\r\n\(String(repeating: "a", count: 26))\r\n")
    }
}
