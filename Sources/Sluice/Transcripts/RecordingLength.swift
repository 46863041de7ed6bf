import Foundation
import Media

/// How long a recording plays.
enum RecordingLength {
    /// In seconds. `nil` when nothing tells, or when the item is not one recording.
    static func seconds(of media: [MediaFile]) async -> Double? {
        guard media.count == 1, media[0].modality == .audio || media[0].modality == .video else { return nil }
        let path = media[0].url.path(percentEncoded: false)
        let facts = try? await MediaInspector.shared.facts(path, of: media[0].detection.content)
        guard let seconds = facts?.duration, seconds.isFinite, seconds > 0, seconds < 1e7 else { return nil }
        return seconds
    }
}
