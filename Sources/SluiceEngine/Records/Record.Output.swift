public import StructuredJSON

extension Record {
    /// The answer of a completed item.
    public struct Output: JSONBacked, RecordObject {
        /// The JSON object, unknown members included.
        public var fields: JSONObject
        /// Takes an object as it is. Members of the wrong type read as missing.
        public init(fields: JSONObject) { self.fields = fields }

        /// - Parameters:
        ///   - text: The answer as it came.
        ///   - data: Its JSON, when JSON was asked for.
        ///   - transcript: What is said and when, when the answer is a transcript.
        public init(text: String, data: JSONValue? = nil, transcript: Transcript? = nil) {
            fields = [:]
            self[Members.text] = text
            self[Members.data] = data
            guard let transcript else { return }
            self[Members.segments] = transcript.segments
            self[Members.problems] = transcript.problems.map(JSONValue.string)
            self[Members.duration] = transcript.duration
        }

        /// The last turn's answer; for a recording asked about in parts, the joined answers.
        public var text: String { self[Members.text] ?? "" }

        /// The answer's JSON. `nil` for free text.
        public var data: JSONValue? { self[Members.data] }

        /// What is said and when. `nil` when the answer is no transcript.
        ///
        /// Segments that cannot be read are left out, and its ``Transcript/problems`` say so.
        public var transcript: Transcript? {
            guard let segments = self[Members.segments] else { return nil }
            var transcript = Transcript(segments: segments, problems: transcriptProblems)
            transcript.duration = duration
            let lost = (self.segments?.array?.count ?? 0) - segments.count
            if lost > 0 { transcript.problems.append("\(lost) segments of the record cannot be read") }
            return transcript
        }

        /// The segments of the transcript as JSON.
        var segments: JSONValue? { fields[Members.segments.name] }

        /// The length of the recording in seconds, where it is known.
        var duration: Double? { self[Members.duration] }

        /// What cannot be right about the times of the transcript, one line each.
        var transcriptProblems: [String] {
            (self[Members.problems] ?? []).compactMap { $0.string ?? $0["message"]?.string }
        }

        static var members: [RecordEntry] { Members.all }

        private enum Members {
            static let text = RecordMember<String>(
                "text",
                "The last turn's answer; of a recording asked about in parts, what they come to"
            )
            static let data = RecordMember<JSONValue>(
                "data",
                "The answer's JSON, when the recipe asks for a schema; else null",
                isNullable: true
            )
            static let segments = RecordMember<[Transcript.Segment]>(
                "segments",
                "What is said and when, when the answer is a transcript",
                isRequired: false
            )
            static let problems = RecordMember<[JSONValue]>(
                "transcript_problems",
                "What cannot be right about the times; subtitles are written only when this is empty",
                isRequired: false,
                keywords: ["items": ["type": "string"]]
            )
            static let duration = RecordMember<Double>(
                "duration_seconds",
                "Of the recording, where it is known",
                isRequired: false
            )
            static let all: [RecordEntry] = [text.entry, data.entry, segments.entry, problems.entry, duration.entry]
        }
    }
}
