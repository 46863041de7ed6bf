import GeminiEmulator

extension Doubt {
    /// Every doubt for a person to read: what can be chosen, the default in brackets, and what it means.
    static var table: String {
        let rows = all.map { "\($0.name)=\($0.values)  [\($0.standard)]\n    \($0.about)" }
        return rows.joined(separator: "\n") + """


            How long a video is PROCESSING is --video-processing, and where a long answer stops --decode-limit. What
            happens now and then – Retry-After in its forms, headers that are missing, cut or odd streams, FAILED files,
            pages of HTML – is for a fault file: --faults-schema.
            """
    }
}
