/// Takes the pieces of a streamed body.
package protocol ResponseBodyWriter {
    /// Sends bytes. Waits while the client is behind; each call is sent at once, so pieces of some kilobytes are best.
    ///
    /// - Throws: ``ClientGone`` when the client has closed the connection or takes nothing any more.
    func write(_ bytes: [UInt8]) throws
}

/// The client no longer takes the response; what is left of the work is for nobody.
package struct ClientGone: Error {}
