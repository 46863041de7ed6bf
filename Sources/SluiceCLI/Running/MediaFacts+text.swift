import Sluice

extension MediaFacts {
    /// What is known, by name; what is not, is not there.
    var json: JSONValue {
        var fields: JSONObject = [:]
        fields["width"] = width?.json
        fields["height"] = height?.json
        fields["orientation"] = orientation?.json
        fields["duration"] = duration.map { ($0 * 1000).rounded() / 1000 }?.json
        if duration != nil, isDurationEstimated { fields["duration_is_estimate"] = true }
        if !codecs.isEmpty { fields["codecs"] = .array(codecs.map(JSONValue.string)) }
        fields["pages"] = pages?.json
        if !exif.isEmpty {
            fields["exif"] = .object(JSONObject(exif.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        }
        return .object(fields)
    }

    /// The same in a few words: `1920 × 1080, 12.3 s, h264 aac`.
    var line: String {
        var words: [String] = []
        if let width, let height { words.append("\(width) × \(height)") }
        if let turn = orientation, turn > 1 { words.append("turned (\(turn))") }
        if let duration { words.append((isDurationEstimated ? "about " : "") + Self.time(duration)) }
        if !codecs.isEmpty { words.append(codecs.joined(separator: " ").printable) }
        if let pages { words.append(pages == 1 ? "1 page" : "\(pages) pages") }
        return words.joined(separator: ", ")
    }

    private static func time(_ seconds: Double) -> String {
        guard seconds >= 60 else { return "\((seconds * 10).rounded() / 10) s" }
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest)) h" : "\(minutes):\(two(rest)) min"
    }
}
