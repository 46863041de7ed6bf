import Foundation

/// Asks ffprobe for what the headers that are read here leave out, where it is installed.
enum Probe {
    private static let tool = MediaTool("ffprobe")
    /// Whether it may know more: recordings without a length, and pictures that move without a size.
    static func isWorthwhile(for content: MediaType, _ facts: MediaFacts) -> Bool {
        if content == "audio/l16" { return false }
        return switch content.rawValue.prefix(while: { $0 != "/" }) {
        case "video": facts.duration == nil || facts.width == nil || facts.codecs.isEmpty
        case "audio": facts.duration == nil || facts.codecs.isEmpty
        default: false
        }
    }

    /// Fills in what is missing. What ffprobe cannot read stays unknown.
    static func complete(_ facts: MediaFacts, of path: String, content: MediaType) async -> MediaFacts {
        let wanted = "format=duration:stream=codec_type,codec_name,width,height"
        // A playlist that calls itself a video must not make it open anything else.
        let arguments =
            ["-v", "error"] + FFmpegFormat.options(for: content) + ["-of", "flat", "-show_entries", wanted]
        let absolute = URL(fileURLWithPath: path).path
        guard let tool,
            let output = try? await tool.run(arguments + ["-i", "file:\(absolute)"], within: .seconds(20))
        else { return facts }
        return facts.completed(with: String(decoding: output, as: UTF8.self))
    }
}

extension MediaFacts {
    /// From lines such as `streams.stream.0.codec_name="h264"`.
    fileprivate func completed(with text: String) -> Self {
        var facts = self
        var streams: [Int: [String: String]] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = parts[1].filter { $0 != "\"" }
            let names = parts[0].split(separator: ".")
            if parts[0] == "format.duration" {
                if facts.duration == nil, let seconds = Double(value), seconds.isFinite { facts.duration = seconds }
            } else if names.count == 4, let index = Int(names[2]) {
                streams[index, default: [:]][String(names[3])] = value
            }
        }
        let ordered = streams.sorted { $0.key < $1.key }.map(\.value)
        let video = ordered.filter { $0["codec_type"] == "video" }
        let audio = ordered.filter { $0["codec_type"] == "audio" }
        if facts.codecs.isEmpty { facts.codecs = (video + audio).compactMap { $0["codec_name"] } }
        if facts.width == nil, let width = video.first?["width"].flatMap({ Int($0) }), width > 0,
            let height = video.first?["height"].flatMap({ Int($0) }), height > 0
        {
            facts.width = width
            facts.height = height
        }
        return facts
    }
}
