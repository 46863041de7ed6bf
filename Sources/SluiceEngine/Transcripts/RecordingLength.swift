import Foundation
package import SluiceMedia

/// How long a recording plays, and how sure that is.
package struct RecordingLength: Hashable, Sendable {
    enum Certainty: Sendable {
        /// Told by a header that the bytes agree with, or counted.
        case known
        /// From samples of the bytes: off by some percent, perhaps.
        case estimated
        /// By the size alone, at a rate that few recordings exceed: it plays that long at least, as a rule.
        case guessed
    }

    let seconds: Double
    let certainty: Certainty

    var isKnown: Bool { certainty == .known }

    /// The length of an item's recording. `nil` when the item is not one recording.
    static func of(_ media: [MediaFile]) async -> Self? {
        guard media.count == 1, media[0].modality == .audio || media[0].modality == .video else { return nil }
        return Self(of: media[0], await media[0].readFacts())
    }

    /// - Parameter facts: Of the file. A duration in them is one that the file's bytes can hold.
    init(of file: MediaFile, _ facts: MediaFacts) {
        guard let told = facts.duration, told.isFinite, told > 0, told < Self.longest else {
            seconds = min(Double(file.bytes) / (file.modality == .audio ? 40_000 : 2_500_000), Self.longest)
            certainty = .guessed
            return
        }
        seconds = told
        certainty = facts.isDurationEstimated ? .estimated : .known
    }

    init(seconds: Double, certainty: Certainty = .known) {
        self.seconds = seconds
        self.certainty = certainty
    }

    /// How long a recording of unknown length is taken to be, which is rather too long than too short: nobody is to pay for
    /// what was not planned.
    package static func guessedSeconds(_ modality: Modality, _ type: MediaType, bytes: Int64) -> Double {
        let bytesPerSecond: Double =
            switch (modality, type.rawValue) {
            // Samples as they are.
            case (.audio, "audio/l16"): 32_000
            // Speech as it is compressed: 32 kbit.
            case (.audio, _): 4_000
            // 1 Mbit.
            default: 125_000
            }
        return Double(bytes) / bytesPerSecond
    }

    /// Some 115 days.
    private static let longest = 1e7
}

extension MediaFile {
    /// What its headers say: what was read with it, or is read now. What cannot be read is unknown.
    package func readFacts() async -> MediaFacts {
        if let facts { return facts }
        let path = url.path(percentEncoded: false)
        return (try? await MediaInspector.shared.facts(path, of: detection.content)) ?? MediaFacts()
    }

    /// The same recording with its facts, and with what is doubtful about its length said.
    func withFacts() async -> Self {
        guard modality == .audio || modality == .video else { return self }
        let facts = await readFacts()
        var notes = facts.notes
        if facts.duration == nil {
            let guess = RecordingLength.guessedSeconds(modality, type, bytes: bytes)
            // Of a few words it does not matter.
            if guess >= 60 {
                notes.append("its length is not known; by its size it is planned as \(TimeText.clock(guess))")
            }
        }
        return knowing(facts).noting(notes)
    }
}
