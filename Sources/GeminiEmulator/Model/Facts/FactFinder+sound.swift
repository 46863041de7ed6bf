import Foundation
import SluiceMedia

extension FactFinder {
    func sound(_ block: MediaBlock) async throws -> MediaFacts {
        var facts = MediaFacts(kind: "audio", format: block.mimeType)
        let clip = Clip(block)
        if let probe = try await probe(block.path, notes: &facts.notes) { facts.take(probe) }
        facts.duration = clip.length(of: try await length(of: block.path, facts.duration))
        try await listen(to: block.path, clip, into: &facts)
        return facts
    }

    /// What the bytes hold; what a program or a header says of them where that is not known.
    @concurrent
    func length(of path: String, _ known: Double?) async -> Double? {
        let facts = try? await Self.headers.facts(path)
        return facts?.duration ?? known ?? MediaLength.seconds(of: path)
    }

    private static let headers = MediaInspector(usesTools: false)

    /// What is said in a recording, as far as pocketsphinx understands it.
    func listen(to path: String, _ clip: Clip, into facts: inout MediaFacts) async throws {
        // Behind the end there is nothing to hear.
        guard usesTools, facts.duration ?? 1 > 0 else { return }
        let wave = try storage.newFile() + ".wav"
        defer { storage.remove(wave) }
        // What the recogniser was trained on: 16 kHz, one channel, 16 bits. Ten minutes are enough for a look.
        let decode =
            ["-nostdin", "-v", "error"] + clip.arguments + MediaTool.ffmpegInput(path) + [
                "-map", "0:a:0", "-t", "600", "-ac", "1", "-ar", "16000", "-c:a",
                "pcm_s16le", "-y", wave,
            ]
        guard try await reading(.ffmpeg, decode, notes: &facts.notes) != nil else { return }
        if !tools.has(.pocketsphinx), tools.has(.pocketsphinx5) {
            let output = try await reading(.pocketsphinx5, ["-loglevel", "FATAL", "single", wave], notes: &facts.notes)
            if let output { facts.take(Recognised(jsonLines: output)) }
        } else {
            // Clean studio speech is understood better without noise removal.
            let recognise = ["-infile", wave, "-remove_noise", "no", "-time", "yes", "-logfn", "/dev/null"]
            let output = try await reading(.pocketsphinx, recognise, notes: &facts.notes)
            if let output { facts.take(Recognised(lines: output)) }
        }
    }
}
