import HTTPTypes

extension RequestHead {
    /// Makes a head of the lines that a parser has found.
    ///
    /// - Parameters:
    ///   - parser: a parser whose last call gave the header's length.
    ///   - bytes: the bytes it has read.
    init(_ parser: borrowing RequestHeadParser, in bytes: Span<UInt8>) throws(RequestFault) {
        let line = parser.requestLine
        let framingFields = parser.framingFields
        method = line.method
        version = line.version
        target = try RequestTarget(bytes.extracting(line.target), method: line.method)
        if version == .http11, framingFields.host == nil { throw .malformed(.missingHost) }
        if let authority = target.authority, let host = framingFields.host,
            !HostField.areEqual(authority, bytes.string(host))
        {
            throw .malformed(.targetAuthority)
        }

        if framingFields.isChunked {
            framing = .chunked
        } else if let length = framingFields.contentLength, length > 0 {
            framing = .length(length)
        } else {
            framing = .none
        }

        expectsContinue = false
        switch version {
        case .http10:
            keepsConnectionOpen = framingFields.asksToKeepOpen && !framingFields.asksToClose
        case .http11:
            keepsConnectionOpen = !framingFields.asksToClose
            switch framingFields.expectation {
            case .none: break
            case .continue: expectsContinue = framing != .none
            case .unknown: throw .unknownExpectation
            }
        }

        fields = HTTPFields()
        fields.reserveCapacity(parser.fieldLines.count)
        for line in parser.fieldLines {
            guard let name = FieldNames.name(bytes.extracting(line.name)) else { throw .malformed(.fieldName) }
            let field = bytes.extracting(line.value).withUnsafeBufferPointer { value in
                HTTPField(name: name, lenientValue: value)
            }
            fields.append(field)
        }
    }
}
