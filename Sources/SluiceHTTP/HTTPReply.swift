public import HTTPTypes

/// The head of a response, and its body still to be read.
public struct HTTPReply: Sendable {
    /// Status and header fields.
    public let head: HTTPResponse
    /// Not read yet.
    public let body: HTTPBody

    /// A reply whose body comes after its head.
    public init(head: HTTPResponse, body: HTTPBody) {
        self.head = head
        self.body = body
    }
}
