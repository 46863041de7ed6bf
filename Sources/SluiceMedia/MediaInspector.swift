import Foundation

/// Finds out what files are, on threads of its own.
///
/// Content decides, as libmagic and our repairs of it read it. Each thread keeps a libmagic of its own (some 8 MB), and
/// starts only when there is work for it.
public final class MediaInspector: Sendable {
    /// The one for the whole process.
    public static let shared = MediaInspector()

    private let pool: WorkerPool
    private let usesTools: Bool

    /// - Parameters:
    ///   - threads: How many files may be looked at at once; one per core when nothing is said.
    ///   - usesTools: Whether ffprobe may be asked for facts, where it is installed.
    public init(threads: Int? = nil, usesTools: Bool = true) {
        pool = WorkerPool(threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
        self.usesTools = usesTools
    }

    /// What a file is. Reads as much of it as that takes.
    ///
    /// - Parameter declared: What it is, from somebody who knows better than its content shows.
    /// - Throws: ``MediaError``, but never of kind `unsupported`: that is in the answer.
    public func detect(_ path: String, as declared: MediaType? = nil) async throws(MediaError) -> Detection {
        try await pool.run { worker, _ in
            Result { () throws(MediaError) in try worker.detect(OpenFile(path), at: path, as: declared) }
        }
    }

    /// What a file is, with the digest and the size of the very bytes that were looked at.
    ///
    /// A file that changes meanwhile is read once more from its start.
    ///
    /// - Parameters:
    ///   - declared: What it is, from somebody who knows better than its content shows.
    ///   - limit: How many bytes it may have.
    /// - Throws: ``MediaError``; of kind `unsupported` for what the service does not take and of kind `tooLarge` for what has
    ///   more bytes, before it is digested.
    public func read(
        _ path: String,
        as declared: MediaType? = nil,
        atMost limit: Int64 = .max
    ) async throws(MediaError) -> MediaFile {
        try await pool.run { worker, ticket in
            Result { () throws(MediaError) in try Self.read(path, declared, limit, &worker, ticket) }
        }
    }

    /// What a file's headers say of its content: size, length, codecs, pages, EXIF.
    ///
    /// Never part of finding out the type, so that it costs only those who ask. For what is not read here and for what a
    /// header leaves out, ffprobe is asked when it is installed.
    ///
    /// - Parameter content: What the file is, when that is known already: ``Detection/content``.
    /// - Throws: ``MediaError`` for a file that cannot be read; facts that are not there are no error.
    public func facts(_ path: String, of content: MediaType? = nil) async throws(MediaError) -> MediaFacts {
        let (content, size, facts) = try await pool.run { worker, _ in
            Result { () throws(MediaError) -> (MediaType, Int64, MediaFacts) in
                let file = try OpenFile(path)
                let content = if let content { content } else { try worker.detect(file, at: path).content }
                let size = file.stamp.size
                return (content, size, FactReaders.facts(of: content, in: file.descriptor, size: size))
            }
        }
        guard usesTools, Probe.isWorthwhile(for: content, facts) else { return facts }
        var completed = await Probe.complete(facts, of: path, content: content)
        completed.hold(content, toSize: size)
        return completed
    }

    /// The digest of any file, whether or not the service takes it.
    ///
    /// - Throws: ``MediaError``, but never of kind `unsupported`.
    package func original(_ path: String) async throws(MediaError) -> MediaFile.Original {
        try await pool.run { worker, ticket in
            Result { () throws(MediaError) in
                for _ in 0..<2 {
                    let file = try OpenFile(path)
                    let detection = try worker.detect(file, at: path)
                    guard let sha256 = try worker.digest(file, until: ticket) else { continue }
                    return MediaFile.Original(
                        url: URL(fileURLWithPath: path),
                        bytes: file.stamp.size,
                        sha256: sha256,
                        detection: detection,
                        modified: file.stamp.modified
                    )
                }
                throw .changed
            }
        }
    }

    /// How a text or a table is to be read. Goes through all of it, in pieces.
    ///
    /// - Parameter named: Its encoding, from somebody who knows better than its content shows.
    /// - Returns: `nil` for text in an encoding that is not known here.
    /// - Throws: ``MediaError`` for a file that cannot be read.
    package func text(_ path: String, named: TextEncoding? = nil) async throws(MediaError) -> TextReading? {
        try await pool.run { _, ticket in
            Result { () throws(MediaError) in
                let file = try OpenFile(path)
                do {
                    return try TextReading(named: named) { try file.piece(at: $0, $1, until: ticket) }
                } catch {
                    throw error as? MediaError ?? MediaError(.unreadable, "\(error)")
                }
            }
        }
    }

    /// Writes a text as UTF-8 into a new file.
    ///
    /// - Throws: ``MediaError`` for a text that cannot be read or a file that cannot be written.
    package func recode(_ path: String, _ text: TextReading, to output: String) async throws(MediaError) {
        try await pool.run { _, ticket in
            Result { () throws(MediaError) in
                let file = try OpenFile(path)
                guard
                    FileManager.default.createFile(
                        atPath: output,
                        contents: nil,
                        attributes: [.posixPermissions: 0o600]
                    ),
                    let made = FileHandle(forWritingAtPath: output)
                else { throw MediaError(.unreadable, "\(output) cannot be written") }
                defer { try? made.close() }
                do {
                    try text.recode({ try file.piece(at: $0, $1, until: ticket) }) {
                        try made.write(contentsOf: Data($0))
                    }
                } catch {
                    throw error as? MediaError ?? MediaError(.unreadable, "\(output) cannot be written: \(error)")
                }
            }
        }
    }

    private static func read(
        _ path: String,
        _ declared: MediaType?,
        _ limit: Int64,
        _ worker: inout Worker,
        _ ticket: Ticket
    ) throws(MediaError) -> MediaFile {
        for _ in 0..<2 {
            let file = try OpenFile(path)
            let detection = try worker.detect(file, at: path, as: declared)
            guard detection.type != nil else { throw .unsupported(detection) }
            guard file.stamp.size <= limit else { throw .tooLarge(detection, file.stamp.size, atMost: limit) }
            guard let sha256 = try worker.digest(file, until: ticket) else { continue }
            let found = MediaFile(
                url: URL(fileURLWithPath: path),
                bytes: file.stamp.size,
                sha256: sha256,
                detection: detection,
                modified: file.stamp.modified
            )
            guard let found else { throw .unsupported(detection) }
            return found
        }
        throw .changed
    }
}
