public import Foundation
public import SluiceMedia
public import StructuredJSON

extension Record {
    /// One file of an item.
    public struct Source: JSONBacked, RecordObject {
        /// The file's JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// A file that was not inspected, or could not be.
        ///
        /// - Parameter path: Below the input, with its extension.
        public init(path: String, bytes: Int64? = nil, sha256: String? = nil, modified: Date? = nil) {
            fields = [:]
            self.path = path
            self.bytes = bytes
            self.sha256 = sha256
            mimeType = nil
            detectedMIMEType = nil
            modality = nil
            extensionMIMEType = nil
            disagreement = false
            repair = nil
            self.modified = modified
            converted = nil
            notes = []
        }

        /// Below the input, with its extension.
        public var path: String {
            get { self[Members.path] ?? "" }
            set { self[Members.path] = newValue }
        }

        /// The file's size. `nil` when it is not known.
        public var bytes: Int64? {
            get { self[Members.bytes] }
            set { self[Members.bytes] = newValue }
        }

        /// The SHA-256 digest of the file, as 64 hexadecimal digits. `nil` when it was not read.
        public var sha256: String? {
            get { self[Members.sha256] }
            set { self[Members.sha256] = newValue }
        }

        /// The type that the service was told. `nil` when the file cannot be sent.
        public var mimeType: MediaType? {
            get { self[Members.mimeType] }
            set { self[Members.mimeType] = newValue }
        }

        /// What libmagic found, untouched.
        public var detectedMIMEType: MediaType? {
            get { self[Members.detectedMIMEType] }
            set { self[Members.detectedMIMEType] = newValue }
        }

        /// The kind of media that was sent. `nil` when the file cannot be sent.
        public var modality: Modality? {
            get { self[Members.modality] }
            set { self[Members.modality] = newValue }
        }

        /// What the file's extension claims. `nil` for none or an unknown one.
        public var extensionMIMEType: MediaType? {
            get { self[Members.extensionMIMEType] }
            set { self[Members.extensionMIMEType] = newValue }
        }

        /// Whether the extension and the content disagree.
        public var disagreement: Bool {
            get { self[Members.disagreement] ?? false }
            set { self[Members.disagreement] = newValue }
        }

        /// What was decided beyond libmagic's answer, and why, in one line.
        public var repair: String? {
            get { self[Members.repair] }
            set { self[Members.repair] = newValue }
        }

        /// When the file was last written to, in whole seconds.
        public var modified: Date? {
            get { self[Members.modified] }
            set { self[Members.modified] = newValue }
        }

        /// What was sent in its place. `nil` when it was sent as it is.
        public var converted: Conversion? {
            get { self[Members.converted] }
            set { self[Members.converted] = newValue }
        }

        /// What was guessed about the file or was not sent of it, one line each.
        public var notes: [String] {
            get { self[list: Members.notes] }
            set { self[list: Members.notes] = newValue }
        }

        static var members: [RecordEntry] { Members.all }

        private enum Members {
            static let path = RecordMember<String>("path", "Below the input, with its extension")
            static let bytes = RecordMember<Int64>("bytes", isNullable: true, keywords: ["minimum": 0])
            static let sha256 = RecordMember<String>("sha256", "Of the bytes, 64 hexadecimal digits", isNullable: true)
            static let mimeType = RecordMember<MediaType>(
                "mime_type",
                "As the service spells it; null when it cannot be sent",
                isNullable: true
            )
            static let detectedMIMEType = RecordMember<MediaType>(
                "detected_mime_type",
                "libmagic's own answer",
                isNullable: true
            )
            static let modality = RecordMember<Modality>("modality", isNullable: true)
            static let extensionMIMEType = RecordMember<MediaType>(
                "extension_mime_type",
                "What the name claims",
                isNullable: true
            )
            static let disagreement = RecordMember<Bool>("disagreement", "Whether name and content disagree")
            static let repair = RecordMember<String>(
                "repair",
                "What was decided beyond libmagic's answer, and why",
                isNullable: true
            )
            static let modified = RecordMember<Date>("modified", isNullable: true)
            static let converted = RecordMember<Conversion>("converted", isNullable: true)
            static let notes = RecordMember<[String]>(
                "notes",
                "What was guessed about the file or was not sent of it, one line each",
                isRequired: false
            )
            static let all: [RecordEntry] = [
                path.entry, bytes.entry, sha256.entry, mimeType.entry, detectedMIMEType.entry, modality.entry,
                extensionMIMEType.entry, disagreement.entry, repair.entry, modified.entry, converted.entry, notes.entry,
            ]
        }
    }

    /// A file that was made from another one to be sent.
    public struct Conversion: JSONBacked, RecordObject {
        /// The JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// A file as it was sent.
        ///
        /// - Parameter leftOutPages: Pages of the original that it does not have.
        public init(mimeType: MediaType, bytes: Int64, sha256: String, leftOutPages: Int = 0) {
            fields = [:]
            self[Members.mimeType] = mimeType
            self[Members.bytes] = bytes
            self[Members.sha256] = sha256
            self[Members.leftOutPages] = leftOutPages
        }

        /// The type that was sent.
        public var mimeType: MediaType { self[Members.mimeType] ?? .unknown }
        /// The size of what was sent.
        public var bytes: Int64 { self[Members.bytes] ?? 0 }
        /// The SHA-256 digest of what was sent, as 64 hexadecimal digits.
        public var sha256: String { self[Members.sha256] ?? "" }
        /// Pages of the original that were not sent.
        public var leftOutPages: Int { self[Members.leftOutPages] ?? 0 }

        static var members: [RecordEntry] { Members.all }

        private enum Members {
            static let mimeType = RecordMember<MediaType>("mime_type", "What was sent in its place")
            static let bytes = RecordMember<Int64>("bytes", keywords: ["minimum": 0])
            static let sha256 = RecordMember<String>("sha256", "Of the bytes that were sent")
            static let leftOutPages = RecordMember<Int>(
                "left_out_pages",
                "Pages of the original that were not sent",
                isRequired: false,
                keywords: ["minimum": 0]
            )
            static let all: [RecordEntry] = [mimeType.entry, bytes.entry, sha256.entry, leftOutPages.entry]
        }
    }
}
