import SluiceMedia

extension ItemProcessor.Talk {
    /// Makes a transcript of an answer that is one, and checks its times against the recording.
    mutating func takeTranscript(of media: [MediaFile]) async {
        guard failure == nil else { return }
        transcript = transcript ?? Transcript(words: words, data: data)
        guard let segments = transcript?.segments else { return }
        let length = await RecordingLength.of(media)
        if let length, length.certainty != .guessed { duration = length.seconds }
        // A length that is in doubt proves no transcript wrong.
        let end = length.flatMap { $0.isKnown ? $0.seconds : nil }
        transcript?.problems += TranscriptCheck.problems(of: segments, duration: end)
    }
}
