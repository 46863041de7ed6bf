public import Foundation
public import Gemini
public import StructuredJSON

/// What is written about one item. `sluice schema result` has its shape.
public struct ResultRecord: Sendable {
    public static let version = 1

    public var source: [Source]
    public var recipe: RecipeNote
    public var turns: [Turn] = []
    /// The JSON of the last turn, when one was asked for.
    public var data: JSONValue?
    /// What was said and when, when the answer is a transcript.
    public var transcript: Transcript?
    /// Of the recording, in seconds, where it is known.
    public var duration: Double?
    /// The whole answer, when it was put together from those of several parts; else it is the last turn's.
    public var text: String?
    public var uploads: [UploadNote] = []
    public var attempts = 0
    /// Answers that may have been paid for without having been heard. Not in ``usage`` and ``cost``.
    public var unheard: UnheardAnswers?
    public var timing: Timing
    public var error: ItemError?
    /// What makes the answer its own: equal keys have equal answers. `nil` when the files could not be read.
    public var key: String?
    /// The record whose answer this is, for a copy or a renamed file: nothing was asked again.
    public var reusedFrom: String?
    /// US dollars that the answers cost which were heard. `nil` when the price is not known.
    public var cost: Double?

    /// One file of the item.
    public struct Source: Sendable {
        /// Below the input.
        public var path: String
        public var bytes: Int64?
        public var sha256: String?
        public var detection: Detected?
        public var modified: Date?
        /// What was sent in its place. `nil` when it was sent as it is.
        public var converted: Converted?
        /// What was guessed about it or was not sent of it, one line each: ``MediaFile/notes``.
        public var notes: [String] = []
    }

    /// A file that was made of another, for sending it.
    public struct Converted: Sendable {
        public var mimeType: String
        public var bytes: Int64
        public var sha256: String
        /// Pages of the original that it does not have.
        public var leftOutPages = 0
    }

    /// What a file was found to be.
    public struct Detected: Sendable {
        /// The API's spelling. `nil` when it cannot be sent.
        public var mimeType: String?
        /// libmagic's answer.
        public var detectedMimeType: String
        public var modality: String?
        public var extensionMimeType: String?
        public var disagreement: Bool
        public var repair: String?
    }

    public struct RecipeNote: Sendable {
        public var name: String
        /// Of the recipe's canonical form: equal digests ask the same.
        public var sha256: String
        public var model: String
        public var serviceTier: String
    }

    public struct Turn: Sendable {
        public var text: String
        public var interactionID: String?
        public var status: String
        public var usage: Usage?
        /// Of which seconds of the recording, when it was asked about in parts.
        public var part: Range<Double>?
    }

    public struct UploadNote: Sendable {
        public var name: String
        public var uri: String
        public var reused: Bool
    }

    /// Milliseconds of the phases.
    public struct Timing: Sendable {
        public var started: Date
        public var detect = 0
        public var upload = 0
        public var generate = 0
    }

    /// The sum over the turns.
    public var usage: Usage? {
        let used = turns.compactMap(\.usage)
        guard let first = used.first else { return nil }
        return used.dropFirst().reduce(first, +)
    }
}
