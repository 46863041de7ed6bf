public import Foundation
public import StructuredJSON

extension Record {
    /// What an item was asked about with.
    public struct RecipeNote: JSONBacked, RecordObject {
        /// The JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// - Parameter sha256: The digest of the recipe's canonical form.
        public init(name: String, sha256: String, model: String, serviceTier: String = "standard") {
            fields = [:]
            self[Members.name] = name
            self[Members.sha256] = sha256
            self[Members.model] = model
            self[Members.serviceTier] = serviceTier
        }

        /// The recipe's name. Empty when the record does not say.
        public var name: String { self[Members.name] ?? "" }
        /// The digest of the recipe's canonical form: equal digests ask the same.
        public var sha256: String { self[Members.sha256] ?? "" }
        /// The model's id. Empty when the record does not say.
        public var model: String { self[Members.model] ?? "" }
        /// `standard`, `flex` or `priority`.
        public var serviceTier: String { self[Members.serviceTier] ?? "standard" }

        static var members: [RecordEntry] { Members.all }

        private enum Members {
            static let name = RecordMember<String>("name", "The recipe's name")
            static let sha256 = RecordMember<String>(
                "recipe_sha256",
                "Of the recipe's canonical form: equal digests ask the same"
            )
            static let model = RecordMember<String>("model", "The model that was asked")
            static let serviceTier = RecordMember<String>("service_tier", "standard, flex or priority")
            static let all: [RecordEntry] = [name.entry, sha256.entry, model.entry, serviceTier.entry]
        }
    }

    /// One answer of the model.
    public struct Turn: JSONBacked, RecordObject {
        /// The JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// - Parameters:
        ///   - interactionID: The service's id of the answer. `nil` when it gave none.
        ///   - status: How the interaction ended, by the service's own name.
        ///   - part: The seconds of the recording that were asked about. `nil`: all of it.
        public init(text: String, interactionID: String? = nil, status: String, part: Range<Double>? = nil) {
            fields = [:]
            self[Members.text] = text
            self[Members.interactionID] = interactionID
            self[Members.status] = status
            self[Members.part] = part.map { TimeSpan($0) }
        }

        /// The answer as it came.
        public var text: String { self[Members.text] ?? "" }
        /// The service's id of the answer. `nil` when it gave none.
        public var interactionID: String? { self[Members.interactionID] }
        /// How the interaction ended, by the service's own name.
        public var status: String { self[Members.status] ?? ItemState.completed.rawValue }
        /// The seconds of the recording that were asked about, of a recording asked about in parts.
        public var part: Range<Double>? { self[Members.part]?.range }

        static var members: [RecordEntry] { Members.all }

        private enum Members {
            static let text = RecordMember<String>("text", "The answer")
            static let interactionID = RecordMember<String>("interaction_id", isNullable: true)
            static let status = RecordMember<String>("status", "How the interaction ended")
            static let part = RecordMember<TimeSpan>("part", isRequired: false)
            static let all: [RecordEntry] = [text.entry, interactionID.entry, status.entry, part.entry]
        }
    }

    /// Seconds of a recording.
    struct TimeSpan: RecordObject {
        var fields: JSONObject
        init(fields: JSONObject) { self.fields = fields }

        init(_ range: Range<Double>) {
            fields = [:]
            self[Self.start] = range.lowerBound
            self[Self.end] = range.upperBound
        }

        var range: Range<Double>? {
            guard let start = self[Self.start], let end = self[Self.end], start < end else { return nil }
            return start..<end
        }

        private static let start = RecordMember<Double>("start")
        private static let end = RecordMember<Double>("end")
        static var members: [RecordEntry] { [start.entry, end.entry] }
    }

    /// A file stored with the service.
    public struct Upload: JSONBacked, RecordObject {
        /// The JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// - Parameter reused: Whether it was there before.
        public init(name: String, uri: String, reused: Bool) {
            fields = [:]
            self[Self.nameMember] = name
            self[Self.uriMember] = uri
            self[Self.reusedMember] = reused
        }

        /// `files/…`.
        public var name: String { self[Self.nameMember] ?? "" }
        /// The URI that requests name it by.
        public var uri: String { self[Self.uriMember] ?? "" }
        /// Whether it was there before: nothing was sent.
        public var reused: Bool { self[Self.reusedMember] ?? false }

        private static let nameMember = RecordMember<String>("name", "files/…")
        private static let uriMember = RecordMember<String>("uri", "Its URI")
        private static let reusedMember = RecordMember<Bool>("reused")
        static var members: [RecordEntry] { [nameMember.entry, uriMember.entry, reusedMember.entry] }
    }

    /// When work on an item began, and how long its phases took, in milliseconds.
    public struct Timing: JSONBacked, RecordObject {
        /// The JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// No phase has taken any time yet.
        public init(started: Date) {
            fields = [:]
            self[Members.started] = started
            detect = 0
            upload = 0
            generate = 0
        }

        /// When work on the item began, in whole seconds. `nil` when the record does not say.
        public var started: Date? { self[Members.started] }

        /// ``started`` as the record spells it.
        var startedText: String? { fields[Members.started.name]?.string }

        /// Reading and detecting the files.
        public var detect: Int {
            get { self[Members.detect] ?? 0 }
            set { self[Members.detect] = newValue }
        }

        /// Uploading them.
        public var upload: Int {
            get { self[Members.upload] ?? 0 }
            set { self[Members.upload] = newValue }
        }

        /// Waiting for the model's answers.
        public var generate: Int {
            get { self[Members.generate] ?? 0 }
            set { self[Members.generate] = newValue }
        }

        static var members: [RecordEntry] { Members.all }

        private enum Members {
            static let started = RecordMember<Date>("started")
            static let detect = RecordMember<Int>("detect_ms", keywords: ["minimum": 0])
            static let upload = RecordMember<Int>("upload_ms", keywords: ["minimum": 0])
            static let generate = RecordMember<Int>("generate_ms", keywords: ["minimum": 0])
            static let all: [RecordEntry] = [started.entry, detect.entry, upload.entry, generate.entry]
        }
    }
}
