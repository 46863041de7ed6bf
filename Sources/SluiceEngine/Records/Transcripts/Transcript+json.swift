import StructuredJSON

extension Transcript.Segment: RecordValue {
    static var shape: RecordShape { .object(Members.all) }

    /// `nil` without a beginning, an end and a text.
    init?(recorded json: JSONValue) {
        guard let fields = json.object, let start = Members.start.value(in: fields),
            let end = Members.end.value(in: fields), let text = Members.text.value(in: fields)
        else { return nil }
        self.init(start: start, end: end, speaker: Members.speaker.value(in: fields), text: text)
        words = Members.words.value(in: fields) ?? []
    }

    /// As it stands in a record: times in whole milliseconds, words only where there are some.
    var recorded: JSONValue {
        var fields: JSONObject = [:]
        Members.start.set(start.inMilliseconds, in: &fields)
        Members.end.set(end.inMilliseconds, in: &fields)
        Members.speaker.set(speaker, in: &fields)
        Members.text.set(text, in: &fields)
        if !words.isEmpty { Members.words.set(words, in: &fields) }
        return .object(fields)
    }

    private enum Members {
        static let start = RecordMember<Double>("start", "Seconds from the beginning of the recording")
        static let end = RecordMember<Double>("end")
        static let speaker = RecordMember<String>("speaker", isNullable: true)
        static let text = RecordMember<String>("text")
        static let words = RecordMember<[Transcript.Word]>(
            "words",
            "Each word with its time, where the service told them",
            isRequired: false
        )
        static let all: [RecordEntry] = [start.entry, end.entry, speaker.entry, text.entry, words.entry]
    }
}

extension Transcript.Word: RecordValue {
    static var shape: RecordShape { .object(Members.all) }

    /// `nil` without a beginning, an end and a text.
    init?(recorded json: JSONValue) {
        guard let fields = json.object, let start = Members.start.value(in: fields),
            let end = Members.end.value(in: fields), let text = Members.text.value(in: fields)
        else { return nil }
        self.init(start: start, end: end, text: text)
    }

    var recorded: JSONValue {
        var fields: JSONObject = [:]
        Members.start.set(start.inMilliseconds, in: &fields)
        Members.end.set(end.inMilliseconds, in: &fields)
        Members.text.set(text, in: &fields)
        return .object(fields)
    }

    private enum Members {
        static let start = RecordMember<Double>("start")
        static let end = RecordMember<Double>("end")
        static let text = RecordMember<String>("text")
        static let all: [RecordEntry] = [start.entry, end.entry, text.entry]
    }
}

extension Double {
    /// A number of seconds with three decimals at most.
    fileprivate var inMilliseconds: Double { (self * 1000).rounded() / 1000 }
}
