public import Foundation

/// A file that the service takes: what it is, and the digest of the bytes that were looked at.
public struct MediaFile: Hashable, Sendable {
    /// Where the bytes are that will be sent.
    public let url: URL
    /// Its size.
    public let bytes: Int64
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    public let sha256: String
    /// What it was found to be, and by whom.
    public let detection: Detection
    /// When the content was last changed.
    public let modified: Date
    /// What to tell the service.
    public let type: MediaType
    /// Which block it goes into.
    public let modality: Modality
    /// What the user has, when this is a conversion of it.
    public private(set) var original: Original?
    /// Pages of the original that its conversion does not have.
    public private(set) var leftOutPages = 0

    /// What was guessed about it or is not sent of it, one line each without the path: the encoding of a text, a length
    /// that no header confirms, a second sound track. Shown by `inspect` and `plan`, kept in the record.
    public private(set) var notes: [String] = []

    /// What its headers say, where that was read with it. Of recordings and videos.
    package private(set) var facts: MediaFacts?

    /// How it is to be read, when it is a text or a table that was looked at for that.
    package private(set) var text: TextReading?

    /// A file as the user has it. It is read and never written.
    public struct Original: Hashable, Sendable {
        /// Where it is.
        public let url: URL
        /// Its size.
        public let bytes: Int64
        /// SHA-256 of the content, 64 lower-case hexadecimal digits.
        public let sha256: String
        /// What it was found to be, and by whom.
        public let detection: Detection
        /// When the content was last changed.
        public let modified: Date
    }

    /// The digest by which an answer about this file is remembered: of what the user has.
    public var identity: String { original?.sha256 ?? sha256 }

    /// `nil` for what cannot be sent.
    init?(url: URL, bytes: Int64, sha256: String, detection: Detection, modified: Date) {
        guard let type = detection.type, let modality = detection.modality else { return nil }
        self.url = url
        self.bytes = bytes
        self.sha256 = sha256
        self.detection = detection
        self.modified = modified
        self.type = type
        self.modality = modality
    }

    /// The same file, known as a conversion.
    package func converted(from original: Original, leavingOut pages: Int) -> Self {
        var file = self
        file.original = original
        file.leftOutPages = pages
        return file
    }

    /// The same file with what its headers say.
    package func knowing(_ facts: MediaFacts) -> Self {
        var file = self
        file.facts = facts
        return file
    }

    /// The same file, to be read in this way. What is doubtful about it is noted.
    package func reading(as text: TextReading) -> Self {
        var file = noting(text.notes)
        file.text = text
        return file
    }

    /// The same file with further ``notes``; a note that it has already is not added again.
    package func noting(_ notes: [String]) -> Self {
        var file = self
        for note in notes where !file.notes.contains(note) { file.notes.append(note) }
        return file
    }
}
