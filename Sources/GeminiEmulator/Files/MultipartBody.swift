import SluiceHTTP

/// A body of two parts (RFC 2387): the description of a file, and its bytes.
struct MultipartBody: Sendable {
    private let body: BodyReader
    private let boundary: [UInt8]

    init(_ request: EmulatorRequest) throws(Refusal) {
        let type = request.header("content-type") ?? ""
        guard type.lowercased().hasPrefix("multipart/"),
            let match = type.firstMatch(of: /[bB][oO][uU][nN][dD][aA][rR][yY]=(?:"([^"]+)"|([^;\s]+))/),
            let boundary = match.output.1 ?? match.output.2, boundary.utf8.count <= 200
        else { throw .invalidArgument("Content-Type is not multipart/related with a boundary.", "multipart") }
        body = BodyReader(request.body.body)
        self.boundary = Array("--\(boundary)".utf8)
    }

    /// The description, the type of the bytes if it is told, and the bytes as they arrive.
    func split() async throws -> (metadata: [UInt8], type: String?, bytes: HTTPBody) {
        var seen: [UInt8] = []
        let limit = UploadStart.largestMetadata + 4096
        // Two boundaries, each with headers behind it, come before the bytes.
        while true {
            if let (metadata, type, rest) = try parts(of: seen) {
                let bytes = PartChunks(body: body, first: rest, end: Array("\r\n".utf8) + boundary)
                return (metadata, type, HTTPBody(bytes))
            }
            guard seen.count <= limit else { throw Self.refusal("The first part is larger than \(limit) bytes.") }
            guard let chunk = try await body.next() else { throw Self.refusal("Two parts were to come.") }
            seen += chunk
        }
    }

    private func parts(of seen: [UInt8]) throws(Refusal) -> (metadata: [UInt8], type: String?, rest: [UInt8])? {
        guard let first = seen.range(of: boundary), let firstHead = seen.range(of: Self.gap, from: first.upperBound),
            let second = seen.range(of: Array("\r\n".utf8) + boundary, from: firstHead.upperBound - 2),
            let secondHead = seen.range(of: Self.gap, from: second.upperBound)
        else { return nil }
        let metadata = seen[firstHead.upperBound..<max(firstHead.upperBound, second.lowerBound)]
        let head = String(decoding: seen[second.upperBound..<secondHead.lowerBound], as: UTF8.self)
        let type = head.split(separator: "\r\n").compactMap { line -> String? in
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2, sides[0].lowercased() == "content-type" else { return nil }
            return String(sides[1].drop { $0 == " " })
        }
        return (Array(metadata), type.first, Array(seen[secondHead.upperBound...]))
    }

    private static let gap = Array("\r\n\r\n".utf8)

    static func refusal(_ message: String) -> Refusal { .invalidArgument(message, "multipart") }
}

/// The bytes of the second part. The last few are held back: they may be the boundary.
private struct PartChunks: AsyncSequence, Sendable {
    let body: BodyReader
    let first: [UInt8]
    let end: [UInt8]

    struct AsyncIterator: AsyncIteratorProtocol {
        let body: BodyReader
        var held: [UInt8]
        let end: [UInt8]
        var isOver = false

        mutating func next() async throws -> [UInt8]? {
            while !isOver {
                if let mark = held.range(of: end) {
                    isOver = true
                    let last = Array(held[..<mark.lowerBound])
                    while try await body.next() != nil {}
                    return last.isEmpty ? nil : last
                }
                let free = held.count - end.count
                if free > 0 {
                    let piece = Array(held.prefix(free))
                    held.removeFirst(free)
                    return piece
                }
                guard let chunk = try await body.next() else {
                    throw MultipartBody.refusal("The last boundary is missing.")
                }
                held += chunk
            }
            return nil
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: body, held: first, end: end) }
}

extension [UInt8] {
    fileprivate func range(of part: [UInt8], from start: Int = 0) -> Range<Int>? {
        guard count >= part.count, let first = part.first, start >= 0 else { return nil }
        var at = start
        while let next = self[Swift.min(at, count)...].firstIndex(of: first), next + part.count <= count {
            if self[next..<next + part.count].elementsEqual(part) { return next..<next + part.count }
            at = next + 1
        }
        return nil
    }
}
