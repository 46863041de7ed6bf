import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

struct Refused: Error {}

/// The plainest client: writes, reads to the end; or leaves at once.
struct Socket: Sendable {
    /// What came, and how it ended.
    struct Talk: Sendable {
        var pieces: [String] = []
        /// Whether the connection was reset, not closed.
        var wasReset = false

        var text: String { pieces.joined() }

        /// Behind the head.
        var body: String { text.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first.map(String.init) ?? "" }
    }

    /// Whether the client says that it will send no more.
    var closesItsSide = false

    /// On a thread of its own: it blocks, and the server needs the pool's.
    func talk(_ url: URL, _ text: String, readsAnswer: Bool = true) async throws -> Talk {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { @Sendable in
                continuation.resume(with: Result { try self.block(url, text, readsAnswer: readsAnswer) })
            }
        }
    }

    static func exchange(_ url: URL, _ text: String, readsAnswer: Bool = true) async throws -> String {
        try await Socket().talk(url, text, readsAnswer: readsAnswer).text
    }

    /// A request with a key, the last on its connection.
    static func request(
        _ method: String,
        _ target: String,
        _ headers: [String] = [],
        body: String = ""
    ) -> String {
        let lines =
            ["\(method) \(target) HTTP/1.1", "Host: localhost", "x-goog-api-key: k", "Connection: close"] + headers
        let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
        return (lines + length).joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    private func block(_ url: URL, _ text: String, readsAnswer: Bool) throws -> Talk {
        guard let port = url.port else { throw Refused() }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Refused() }
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let rest = bytes[sent...]
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe Self.send(descriptor, buffer.baseAddress, buffer.count)
            }
            guard count > 0 else { throw Refused() }
            sent += count
        }
        var talk = Talk()
        guard readsAnswer else { return talk }
        if closesItsSide { shutdown(descriptor, Int32(SHUT_WR)) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            talk.wasReset = count < 0 && errno == ECONNRESET
            guard count > 0 else { break }
            talk.pieces.append(String(decoding: buffer.prefix(count), as: UTF8.self))
        }
        return talk
    }

    private static func send(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
        #else
            unsafe Darwin.send(descriptor, bytes, count, 0)
        #endif
    }
}
