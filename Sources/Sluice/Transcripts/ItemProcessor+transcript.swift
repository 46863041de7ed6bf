import Media

extension ItemProcessor.Talk {
    /// Makes a transcript of an answer that is one, and checks its times against the recording.
    mutating func takeTranscript(of media: [MediaFile]) async {
        guard failure == nil else { return }
        transcript = transcript ?? Transcript(words: words, data: data)
        guard let segments = transcript?.segments else { return }
        duration = await RecordingLength.seconds(of: media)
        transcript?.problems += TranscriptCheck.problems(of: segments, duration: duration)
    }
}
