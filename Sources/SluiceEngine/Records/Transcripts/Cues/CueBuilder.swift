/// Turns a transcript into cues by the practice of subtitles: at most two lines of 42 columns, between one second and seven,
/// broken at clauses, a new cue for a new speaker.
struct CueBuilder {
    /// Of the recording, in seconds; `nil` when it is not known.
    let duration: Double?
    /// Whether a line begins with who speaks, where several do.
    let namesSpeakers: Bool

    func cues(of segments: [Transcript.Segment]) -> [Cue] {
        let isShared = Set(segments.map(\.speaker)).count > 1
        let stretches = stretches(of: segments)
        var cues: [Cue] = []
        for (index, stretch) in stretches.enumerated() {
            let next = index + 1 < stretches.count ? stretches[index + 1].words[0].start : duration ?? .infinity
            let isNew = index == 0 || stretches[index - 1].speaker != stretch.speaker
            let label = namesSpeakers && isShared && isNew ? stretch.speaker : nil
            cues += self.cues(of: stretch, label: label, next: next)
        }
        return timed(merged(cues))
    }

    /// Words of one speaker without a long pause.
    private struct Stretch {
        let speaker: String?
        var words: [SpokenWord]
    }

    private func stretches(of segments: [Transcript.Segment]) -> [Stretch] {
        var stretches: [Stretch] = []
        for segment in segments {
            for word in segment.spokenWords {
                if let last = stretches.last, last.speaker == segment.speaker, let end = last.words.last?.end,
                    word.start - end < CueLimits.pause, word.start >= end - 0.5
                {
                    stretches[stretches.count - 1].words.append(word)
                } else {
                    stretches.append(Stretch(speaker: segment.speaker, words: [word]))
                }
            }
        }
        return stretches
    }

    private func cues(of stretch: Stretch, label: String?, next: Double) -> [Cue] {
        var words = stretch.words
        if let label {
            let name = label.count > 24 ? "\(label.prefix(23))…" : label
            words.insert(SpokenWord(text: "\(name):", start: words[0].start, end: words[0].start, isLabel: true), at: 0)
        }
        let breaks = CueBreaks(words, next: next)
        return breaks.ranges.map { range in
            Cue(
                start: words[range.lowerBound].start,
                end: words[range.upperBound - 1].end,
                lines: breaks.lines(range).map { Cue.Line(speaker: stretch.speaker, text: $0) }
            )
        }
    }

    /// Puts two short utterances of two people into one cue, a line each, where one of them would be gone too soon.
    private func merged(_ cues: [Cue]) -> [Cue] {
        var merged: [Cue] = []
        for (index, cue) in cues.enumerated() {
            let next = index + 1 < cues.count ? cues[index + 1].start : duration ?? .infinity
            if let last = merged.last, last.lines.count == 1, cue.lines.count == 1,
                last.lines[0].speaker != cue.lines[0].speaker,
                Self.isHurried(last, before: cue.start) || Self.isHurried(cue, before: next),
                max(last.end, cue.end) - last.start <= CueLimits.longest, cue.start - last.end < CueLimits.pause,
                (last.lines + cue.lines).allSatisfy({ Columns.count($0.text) + 2 <= CueLimits.line })
            {
                merged[merged.count - 1].lines += cue.lines
                merged[merged.count - 1].end = max(last.end, cue.end)
            } else {
                merged.append(cue)
            }
        }
        return merged
    }

    private static func isHurried(_ cue: Cue, before next: Double) -> Bool {
        min(max(cue.end, cue.start + CueLimits.shortest), max(cue.end, next)) - cue.start < CueLimits.shortest
    }

    /// Gives each cue its second on the screen, and takes it away before the next comes or seven seconds are over.
    private func timed(_ cues: [Cue]) -> [Cue] {
        var timed: [Cue] = []
        for (index, cue) in cues.enumerated() {
            var cue = cue
            let next = index + 1 < cues.count ? cues[index + 1].start : duration ?? .infinity
            let previous = timed.last?.end ?? 0
            cue.start = max(cue.start, previous)
            cue.end = min(max(cue.end, cue.start + CueLimits.shortest), max(next, cue.start))
            if cue.duration < CueLimits.shortest { cue.start = max(previous, cue.end - CueLimits.shortest) }
            // Between two others: the one before gives away what it can spare.
            let missing = CueLimits.shortest - cue.duration
            if missing > 0, let last = timed.last, last.end == cue.start, last.duration - missing >= CueLimits.shortest
            {
                timed[timed.count - 1].end -= missing
                cue.start -= missing
            }
            // Two who speak at once: the second waits for its turn.
            if cue.duration < 0.3 { cue.end = cue.start + CueLimits.shortest }
            cue.end = min(cue.end, cue.start + CueLimits.longest)
            timed.append(cue)
        }
        return timed
    }
}
