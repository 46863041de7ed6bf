import StructuredJSON

/// The part of a recording or a film that is asked about: `processing.start_offset` and `end_offset` (contract §2.3).
struct Clip: Sendable, Hashable {
    /// In seconds.
    let start: Double
    /// `nil`: to the end.
    let end: Double?

    init(_ block: MediaBlock) {
        let processing = block.options["processing"]
        start = processing?["start_offset"]?.string.flatMap(Self.seconds) ?? 0
        end = processing?["end_offset"]?.string.flatMap(Self.seconds)
    }

    var isWhole: Bool { start == 0 && end == nil }

    /// How long it plays of a medium of a length.
    func length(of whole: Double?) -> Double? {
        guard let stop = end.map({ min($0, whole ?? $0) }) ?? whole else { return nil }
        return max(0, stop - start)
    }

    /// What ffmpeg is told before its input.
    var arguments: [String] {
        isWhole ? [] : ["-ss", String(start)] + (end.map { ["-to", String($0)] } ?? [])
    }

    /// `10.5s`. `nil` for what is no such offset.
    static func seconds(_ text: String) -> Double? {
        guard text.wholeMatch(of: /\d{1,12}(\.\d{1,9})?s/) != nil else { return nil }
        return Double(text.dropLast())
    }
}
