import Foundation

extension FactFinder {
    func sound(_ block: MediaBlock) async throws -> MediaFacts {
        var facts = MediaFacts(kind: "audio", format: block.mimeType)
        if let probe = try await probe(block.path, notes: &facts.notes) {
            facts.take(probe)
        } else {
            facts.duration = WaveHeader(await beginning(of: block.path, count: 4096))?.duration(of: block.size)
        }
        try await listen(to: block.path, into: &facts)
        return facts
    }

    /// What is said in a recording, as far as pocketsphinx understands it.
    func listen(to path: String, into facts: inout MediaFacts) async throws {
        guard usesTools else { return }
        let wave = try storage.newFile() + ".wav"
        defer { storage.remove(wave) }
        // What the recogniser was trained on: 16 kHz, one channel, 16 bits. Ten minutes are enough for a look.
        let decode = [
            "-nostdin", "-v", "error", "-i", path, "-map", "0:a:0", "-t", "600", "-ac", "1", "-ar", "16000", "-c:a",
            "pcm_s16le", "-y", wave,
        ]
        guard try await reading(.ffmpeg, decode, notes: &facts.notes) != nil else { return }
        if !tools.has(.pocketsphinx), tools.has(.pocketsphinx5) {
            let output = try await reading(.pocketsphinx5, ["-loglevel", "FATAL", "single", wave], notes: &facts.notes)
            facts.transcript = output.map(Recognised.words(inJSONLines:))
        } else {
            // Clean studio speech is understood better without noise removal.
            let recognise = ["-infile", wave, "-remove_noise", "no", "-logfn", "/dev/null"]
            let output = try await reading(.pocketsphinx, recognise, notes: &facts.notes)
            facts.transcript = output.map(Recognised.words(inLines:))
        }
    }
}

/// The part of a WAV header that tells how long it plays.
private struct WaveHeader {
    private let bytesPerSecond: Int

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WAVEfmt ".utf8),
            let rate = bytes.little32(28), rate > 0
        else { return nil }
        bytesPerSecond = rate
    }

    func duration(of size: Int64) -> Double { Double(max(0, size - 44)) / Double(bytesPerSecond) }
}
