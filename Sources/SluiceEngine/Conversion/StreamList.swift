import Foundation
import SluiceMedia
import StructuredJSON

/// The tracks of a recording, as ffprobe tells them.
struct StreamList: Hashable, Sendable {
    struct Track: Hashable, Sendable {
        let codec: String
        /// As the file names it: `deu`.
        let language: String?

        fileprivate var label: String {
            [language, codec].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }

    var video: [Track] = []
    var audio: [Track] = []
    var subtitles = 0

    /// `nil` where ffprobe is not installed or cannot read it.
    static func read(_ name: String, in folder: String, of content: MediaType) async throws -> Self? {
        guard let tool = MediaTool("ffprobe") else { return nil }
        let wanted = "stream=codec_type,codec_name:stream_tags=language:stream_disposition=attached_pic"
        let arguments =
            ["-v", "error"] + FFmpegFormat.options(for: content) + [
                "-show_entries", wanted, "-of", "json", "-i", "file:\(name)",
            ]
        do {
            let output = try await tool.run(arguments, in: folder, within: .seconds(60))
            return Self(try JSONValue(parsing: output))
        } catch is MediaTool.Failure {
            return nil
        } catch is JSONError {
            return nil
        }
    }

    init(_ json: JSONValue) {
        for stream in json["streams"]?.array ?? [] {
            let track = Track(
                codec: stream["codec_name"]?.string ?? "",
                language: stream["tags"]?["language"]?.string.flatMap { $0 == "und" ? nil : $0.lowercased() }
            )
            switch stream["codec_type"]?.string {
            // A cover is no film.
            case "video" where stream["disposition"]?["attached_pic"]?.number?.int != 1: video.append(track)
            case "audio": audio.append(track)
            case "subtitle": subtitles += 1
            default: break
            }
        }
    }

    /// Which of the sound tracks a recipe means, from 0; `nil` when there is none such.
    func index(of choice: Recipe.AudioTrack?) -> Int? {
        switch choice {
        case nil: 0
        case .number(let number): audio.indices.contains(number - 1) ? number - 1 : nil
        case .language(let name): audio.firstIndex { $0.language.map { Self.isSame($0, name) } ?? false }
        }
    }

    /// `de`, `deu` and `ger` are one language.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        func forms(_ name: String) -> Set<String> {
            let code = Locale.LanguageCode(bibliographic[name] ?? name)
            return Set(
                [name, bibliographic[name], code.identifier(.alpha2), code.identifier(.alpha3)].compactMap { $0 }
            )
        }
        return !forms(one).isDisjoint(with: forms(other))
    }

    /// ISO 639-2 has two codes for some languages.
    private static let bibliographic = [
        "ger": "deu", "fre": "fra", "dut": "nld", "chi": "zho", "cze": "ces", "gre": "ell", "rum": "ron", "slo": "slk",
        "per": "fas", "ice": "isl", "arm": "hye", "geo": "kat", "mac": "mkd", "may": "msa", "alb": "sqi", "baq": "eus",
        "wel": "cym", "bur": "mya",
    ]

    /// What a conversion that keeps one picture and one sound track does not have, one line each.
    func leftOut(keeping kept: Int) -> [String] {
        var lines: [String] = []
        if audio.count > 1 {
            let others = audio.indices.filter { $0 != kept }.map { index in
                audio[index].label.isEmpty ? "\(index + 1)" : "\(index + 1) (\(audio[index].label))"
            }
            lines.append(
                "of its \(audio.count) sound tracks only number \(kept + 1) is sent, and not \(others.joined(separator: ", "));"
                    + " media.audio_track in the recipe chooses another"
            )
        }
        if video.count > 1 { lines.append("of its \(video.count) picture tracks only the first is sent") }
        if subtitles > 0 {
            lines.append(
                subtitles == 1 ? "its subtitles are not sent" : "its \(subtitles) tracks of subtitles are not sent"
            )
        }
        return lines
    }
}
