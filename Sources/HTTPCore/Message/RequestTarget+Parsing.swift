import HTTPTypes

extension RequestTarget {
    /// Reads the target of a request line, which is ASCII without spaces.
    ///
    /// Origin form and absolute form are taken, and the asterisk with `OPTIONS` (RFC 9112 section 3.2).
    init(_ bytes: Span<UInt8>, method: HTTPRequest.Method) throws(RequestFault) {
        guard bytes.count > 0 else { throw .malformed(.requestLine) }
        raw = bytes.string(0..<bytes.count)
        if bytes.equals("*") {
            guard method == .options else { throw .malformed(.targetForm) }
            encodedPath = raw
            path = raw
            encodedQuery = nil
            authority = nil
            return
        }

        var pathStart = 0
        if bytes[0] == UInt8(ascii: "/") {
            authority = nil
        } else {
            guard let scheme = bytes.firstIndex(of: UInt8(ascii: ":"), in: 0..<bytes.count),
                bytes.count > scheme + 2, bytes[scheme + 1] == UInt8(ascii: "/"), bytes[scheme + 2] == UInt8(ascii: "/")
            else { throw .malformed(.targetForm) }
            guard bytes.extracting(0..<scheme).equals(ignoringCase: "http") else {
                throw .malformed(.targetAuthority)
            }
            let authorityStart = scheme + 3
            pathStart = authorityStart
            while pathStart < bytes.count, bytes[pathStart] != UInt8(ascii: "/"), bytes[pathStart] != UInt8(ascii: "?")
            {
                pathStart += 1
            }
            guard HostField.isValid(bytes.extracting(authorityStart..<pathStart)) else {
                throw .malformed(.targetAuthority)
            }
            authority = bytes.string(authorityStart..<pathStart)
        }

        var isEncoded = false
        var queryMark: Int?
        var position = pathStart
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "%") {
                guard position + 2 < bytes.count, bytes[position + 1].hexadecimalValue != nil,
                    bytes[position + 2].hexadecimalValue != nil
                else { throw .malformed(.target) }
                isEncoded = true
            } else if !byte.isPathOrQueryCharacter {
                throw .malformed(.target)
            } else if byte == UInt8(ascii: "?"), queryMark == nil {
                queryMark = position
            }
            position += 1
        }

        let pathEnd = queryMark ?? bytes.count
        if pathStart == 0, pathEnd == bytes.count {
            encodedPath = raw
        } else {
            encodedPath = pathStart == pathEnd ? "/" : bytes.string(pathStart..<pathEnd)
        }
        encodedQuery = queryMark.map { bytes.string(($0 + 1)..<bytes.count) }
        if isEncoded {
            guard let decoded = PercentEncoding.decode(encodedPath),
                encodedQuery.map({ PercentEncoding.decode($0) != nil }) ?? true
            else { throw .malformed(.encodedTarget) }
            path = decoded
        } else {
            path = encodedPath
        }
    }
}
