internal import Foundation
internal import SluiceHTTP

/// Hands out a request's body piece by piece, from wherever libcurl wants it.
struct BodyReader {
    private let body: RequestBody
    private var sent: Int64 = 0

    init(_ body: RequestBody) {
        self.body = body
    }

    /// Goes to where a request is sent from. Not back: libcurl would send again, unasked, what the server may have acted upon.
    func seek(to position: Int64) -> Bool { position == sent }

    /// Fills a buffer, at the end with nothing.
    ///
    /// - Throws: `unreadableBody` when the file cannot be read or has become too short.
    mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int {
        let wanted = Int(min(Int64(buffer.count), body.length - sent))
        guard wanted > 0 else { return 0 }
        let count: Int
        switch body {
        case .empty: count = 0
        case .bytes(let bytes):
            let start = Int(sent)
            unsafe buffer.copyBytes(from: bytes[start..<start + wanted])
            count = wanted
        case .file(let file, let offset, _):
            count = try unsafe Self.read(file, at: offset + sent, into: buffer, wanted)
        }
        sent += Int64(count)
        return count
    }

    /// Fills a buffer, which the body must be able to do.
    mutating func fillAll(_ buffer: UnsafeMutableRawBufferPointer) throws(TransportError) {
        var filled = 0
        while filled < buffer.count {
            filled += try unsafe fill(UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        }
    }

    private static func read(
        _ file: SourceFile,
        at offset: Int64,
        into buffer: UnsafeMutableRawBufferPointer,
        _ count: Int
    ) throws(TransportError) -> Int {
        while true {
            let got = unsafe pread(file.descriptor, buffer.baseAddress, count, off_t(offset))
            if got > 0 { return got }
            if got == 0 { throw TransportError(.unreadableBody, "\(file.path): it became shorter while it was sent") }
            if errno != EINTR {
                let reason = unsafe String(cString: strerror(errno))
                throw TransportError(.unreadableBody, "\(file.path): \(reason)")
            }
        }
    }
}
