import HTTPTypes

extension HTTPRequest.Method {
    /// The methods the server knows; others are not implemented.
    static let routable: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
}
