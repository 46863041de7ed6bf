import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// Reads WebVTT as strictly as its authoring rules ask (W3C WebVTT §4): anything odd is an error.
struct WebVTTReader {
    struct Cue {
        let start: Double
        let end: Double
        let payload: [String]
        /// Without tags, its references resolved.
        let text: String
    }

    struct Oddity: Error, CustomStringConvertible {
        let description: String
    }

    static func cues(of file: String) throws -> [Cue] {
        guard file.hasPrefix("WEBVTT\n\n") || file == "WEBVTT\n" else { throw Oddity(description: "the header") }
        guard !file.contains("\u{0}"), !file.contains("\r") else { throw Oddity(description: "a control character") }
        let body = file.dropFirst("WEBVTT\n\n".count)
        var cues: [Cue] = []
        for block in body.split(separator: "\n\n") {
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.isEmpty }
            guard let head = lines.first, lines.count > 1 else { throw Oddity(description: "a block: \(block)") }
            guard
                let times = head.wholeMatch(
                    of: /(\d{2,}):([0-5]\d):([0-5]\d\.\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d\.\d{3})/
                ),
                let start = seconds(times.1, times.2, times.3), let end = seconds(times.4, times.5, times.6)
            else { throw Oddity(description: "the times: \(head)") }
            guard start < end, start >= cues.last?.start ?? 0 else { throw Oddity(description: "the order: \(head)") }
            let payload = lines.dropFirst().map(String.init)
            guard !payload.contains(where: { $0.contains("-->") }) else {
                throw Oddity(description: "an arrow: \(block)")
            }
            cues.append(Cue(start: start, end: end, payload: payload, text: try plain(payload.joined(separator: "\n"))))
        }
        return cues
    }

    private static func seconds(_ hours: Substring, _ minutes: Substring, _ seconds: Substring) -> Double? {
        guard let hours = Double(hours), let minutes = Double(minutes), let seconds = Double(seconds) else {
            return nil
        }
        return hours * 3600 + minutes * 60 + seconds
    }

    /// Only voices are allowed as tags, and only the three references that are needed.
    private static func plain(_ payload: String) throws -> String {
        let untagged = payload.replacing(/<v [^<>&\n]*(?:&(?:amp|lt|gt);[^<>&\n]*)*>|<\/v>/, with: "")
        guard !untagged.contains("<"), !untagged.contains(">") else { throw Oddity(description: "a tag: \(payload)") }
        guard untagged.firstMatch(of: /&(?!(?:amp|lt|gt);)/) == nil else {
            throw Oddity(description: "an &: \(payload)")
        }
        return untagged.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
