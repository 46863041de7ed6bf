import SluiceMedia

extension FactFinder {
    func video(_ block: MediaBlock) async throws -> MediaFacts {
        var facts = MediaFacts(kind: "video", format: block.mimeType)
        let clip = Clip(block)
        let probe = try await probe(block.path, notes: &facts.notes)
        if let probe { facts.take(probe) }
        facts.duration = clip.length(of: try await length(of: block.path, facts.duration))
        guard let probe else { return facts }
        if !probe.sounds.isEmpty { try await listen(to: block.path, clip, into: &facts) }

        let frame = try storage.newFile() + ".png"
        defer { storage.remove(frame) }
        let middle = String(clip.start + (facts.duration ?? 0) / 2)
        let take =
            ["-nostdin", "-v", "error", "-ss", middle] + MediaTool.ffmpegInput(try block.path)
            + ["-frames:v", "1", "-y", frame]
        if try await reading(.ffmpeg, take, notes: &facts.notes) != nil {
            try await look(at: frame, into: &facts)
        }
        return facts
    }
}
