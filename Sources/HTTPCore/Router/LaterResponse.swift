/// What takes the response to a request that its prompt handler left to others, see ``PromptAnswer/later``.
package struct LaterResponse: Sendable {
    let connection: Connection

    /// Sends the response. To be called once, and not before the prompt handler has returned: until then its thread has the
    /// connection locked.
    package func send(_ response: ServerResponse) {
        connection.handle { response }
    }
}
