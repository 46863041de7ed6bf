public import HTTPTypes

/// The head of a response, and its body still to be read.
public struct HTTPReply: Sendable {
    public let head: HTTPResponse
    public let body: HTTPBody

    public init(head: HTTPResponse, body: HTTPBody) {
        self.head = head
        self.body = body
    }
}
