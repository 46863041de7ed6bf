import SluiceMedia
import StructuredJSON

/// What ffprobe says of a container.
struct Probe: Sendable {
    struct Stream: Sendable {
        let kind: String
        let codec: String
        let width: Int?
        let height: Int?
        let sampleRate: Int?
        let channels: Int?
    }

    let format: String
    /// In seconds.
    let duration: Double?
    let title: String?
    let streams: [Stream]

    var pictures: [Stream] { streams.filter { $0.kind == "video" } }
    var sounds: [Stream] { streams.filter { $0.kind == "audio" } }

    static func arguments(_ path: String) -> [String] {
        ["-v", "error", "-print_format", "json", "-show_format", "-show_streams"] + MediaTool.ffmpegInput(path)
    }

    init?(_ output: [UInt8]) {
        guard let json = try? JSONValue(parsing: output) else { return nil }
        let format = json["format"]?.object ?? [:]
        self.format = format["format_long_name"] ?? format["format_name"] ?? "unknown"
        duration = format["duration", as: String.self].flatMap { Double($0) }
        title = json["format"]?["tags"]?["title"]?.string
        streams = (json["streams"]?.array ?? []).compactMap(\.object).map { stream in
            Stream(
                kind: stream["codec_type"] ?? "",
                codec: stream["codec_name"] ?? "unknown",
                width: stream["width"],
                height: stream["height"],
                sampleRate: stream["sample_rate", as: String.self].flatMap { Int($0) },
                channels: stream["channels"]
            )
        }
    }
}

extension FactFinder {
    func probe(_ path: String, notes: inout [String]) async throws -> Probe? {
        try await reading(.ffprobe, Probe.arguments(path), notes: &notes).flatMap(Probe.init)
    }
}

extension MediaFacts {
    mutating func take(_ probe: Probe) {
        format = probe.format
        duration = probe.duration
        title = probe.title
        codecs = probe.streams.map(\.codec)
        width = probe.pictures.first?.width
        height = probe.pictures.first?.height
        sampleRate = probe.sounds.first?.sampleRate
        channels = probe.sounds.first?.channels
    }
}
