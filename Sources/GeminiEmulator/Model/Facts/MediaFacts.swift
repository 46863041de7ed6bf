/// What was found in one piece of media.
struct MediaFacts: Sendable, Hashable {
    var kind: String
    /// In a person's words: `JPEG`, `H.264 video`.
    var format: String
    var width: Int?
    var height: Int?
    /// The most common colours, by name, the commonest first.
    var colors: [String] = []
    /// In seconds.
    var duration: Double?
    /// `flac`, `h264`, …
    var codecs: [String] = []
    var sampleRate: Int?
    var channels: Int?
    /// Words that can be read: of a picture, a frame of a video, a document.
    var text: String?
    /// Words that can be heard.
    var transcript: String?
    /// The same word by word, where the recogniser told their times.
    var spoken: [SpokenWord] = []
    var title: String?
    var camera: String?
    var date: String?
    var orientation: Int?
    var pages: Int?
    /// What could not be looked at, and why.
    var notes: [String] = []
}

extension MediaFacts {
    /// A text that came as text.
    init(reading text: String) {
        self.init(kind: "text", format: "plain text")
        self.text = text
        title = text.split(whereSeparator: \.isNewline).lazy
            .map { $0.drop { $0 == "#" || $0 == "=" || $0.isWhitespace } }
            .first { !$0.isEmpty }
            .map { FactReport.excerpt(String($0), limit: 80) }
    }
}
