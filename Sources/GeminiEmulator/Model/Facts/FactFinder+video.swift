extension FactFinder {
    func video(_ block: MediaBlock) async throws -> MediaFacts {
        var facts = MediaFacts(kind: "video", format: block.mimeType)
        guard let probe = try await probe(block.path, notes: &facts.notes) else { return facts }
        facts.take(probe)
        if !probe.sounds.isEmpty { try await listen(to: block.path, into: &facts) }

        let frame = try storage.newFile() + ".png"
        defer { storage.remove(frame) }
        let middle = String((probe.duration ?? 0) / 2)
        let take = ["-nostdin", "-v", "error", "-ss", middle, "-i", block.path, "-frames:v", "1", "-y", frame]
        if try await reading(.ffmpeg, take, notes: &facts.notes) != nil {
            try await look(at: frame, into: &facts)
        }
        return facts
    }
}
