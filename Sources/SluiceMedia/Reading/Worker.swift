import Foundation
import SluiceSupport

/// What one thread keeps from file to file: libmagic, whose first answer takes milliseconds, and a buffer.
struct Worker: ~Copyable {
    private var cookie: MagicCookie?
    private var buffer: [UInt8] = []
    /// What libmagic says of files that begin in some way.
    private var answers: [Signature: MediaType] = [:]

    init() {}

    mutating func detect(
        _ file: borrowing OpenFile,
        at path: String,
        as declared: MediaType? = nil
    ) throws(MediaError) -> Detection {
        let unread = ByteReader(file.descriptor, size: file.stamp.size)
        let detected = try libmagicsAnswer(file, unread)
        if let declared {
            return Detection(detected: detected, declared: declared, extension: FileExtension(ofFile: path))
        }
        let finding = Repairs.finding(for: detected, in: unread)
        return Detection(detected: detected, finding: finding, extension: FileExtension(ofFile: path))
    }

    private mutating func libmagicsAnswer(
        _ file: borrowing OpenFile,
        _ unread: ByteReader
    ) throws(MediaError) -> MediaType {
        let signature = Signature(of: unread)
        if let signature, let answer = answers[signature] { return answer }
        if cookie == nil { cookie = try MagicCookie() }
        let answer =
            if let signature { try cookie?.type(of: signature.sample) } else { try cookie?.type(of: file.descriptor) }
        guard let answer else { throw MediaError(.unreadable, "libmagic cannot start") }
        if let signature { answers[signature] = answer }
        return answer
    }

    /// The digest of the whole content; `nil` when it is not as long as it was, or was written to meanwhile.
    mutating func digest(_ file: borrowing OpenFile, until ticket: Ticket) throws(MediaError) -> String? {
        if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: 1 << 18) }
        var digester = SHA256Digester()
        var offset: Int64 = 0
        while true {
            guard !ticket.isCancelled else { throw .cancelled }
            let got = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe pread(file.descriptor, bytes.baseAddress, bytes.count, off_t(offset))
            }
            if got < 0 {
                guard errno == EINTR else {
                    throw MediaError(.unreadable, SystemError(code: errno).description.lowercased())
                }
                continue
            }
            if got == 0 { break }
            digester.update(buffer.span.extracting(first: got))
            offset += Int64(got)
            // A file that grows as fast as it is read must not hold us for ever.
            guard offset <= file.stamp.size else { return nil }
        }
        guard offset == file.stamp.size, file.isUnchanged() else { return nil }
        return digester.finishHex()
    }
}
