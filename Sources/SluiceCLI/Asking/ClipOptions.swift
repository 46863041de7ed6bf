import ArgumentParser
import Sluice

/// Which part of the files the model reads.
struct ClipOptions: ParsableArguments {
    @Option(help: "Where recordings and films begin: 10s, 90, 1:30.")
    var start: Offset?

    @Option(help: "Where recordings and films end.")
    var end: Offset?

    @Option(help: "Frames a second that the model sees of films; 1 unless given.")
    var fps: Double?

    @Option(help: "Pages of documents, from 1: 3-5, or 7.")
    var pages: PageRange?

    func validate() throws {
        if let fps, !(fps > 0 && fps <= 60) { throw ValidationError("--fps is more than 0, and 60 at most.") }
        if let start, let end, start.seconds >= end.seconds {
            throw ValidationError("--start is before --end.")
        }
    }

    /// The block with these options on it, as far as its kind takes them (contract §2.3).
    func apply(to block: Content, resolution: Recipe.Resolution?) -> Content {
        let resolution = resolution.map { Resolution(rawValue: $0.rawValue) }
        switch block {
        case .image(var image):
            image.resolution = resolution
            return .image(image)
        case .audio(var audio):
            if hasClip { audio.processing = .clip(from: start?.seconds, to: end?.seconds) }
            return .audio(audio)
        case .video(var video):
            video.resolution = resolution
            if hasClip || fps != nil { video.processing = .clip(from: start?.seconds, to: end?.seconds, fps: fps) }
            return .video(video)
        case .document(var document):
            document.resolution = resolution
            document.processing = pages.map { .pages($0.range) }
            return .document(document)
        default: return block
        }
    }

    /// - Throws: ``Complaint`` for an option that none of the files can heed: it would be left out in silence.
    func check(against modalities: [Modality], resolution: Recipe.Resolution?) throws {
        let needs: [(flag: String, isGiven: Bool, kinds: Set<Modality>)] = [
            ("--start", start != nil, [.audio, .video]), ("--end", end != nil, [.audio, .video]),
            ("--fps", fps != nil, [.video]), ("--pages", pages != nil, [.document]),
            ("--resolution", resolution != nil, [.image, .video, .document]),
        ]
        for need in needs where need.isGiven && need.kinds.isDisjoint(with: modalities) {
            let kinds = need.kinds.map(\.rawValue).sorted().joined(separator: ", ")
            throw Complaint(.usage, "\(need.flag) is for files of other kinds: \(kinds).")
        }
    }

    private var hasClip: Bool { start != nil || end != nil }
}

/// A moment in a recording, in seconds.
struct Offset: ExpressibleByArgument {
    let seconds: Double

    init?(argument: String) {
        let text = argument.hasSuffix("s") ? argument.dropLast() : argument[...]
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Double($0) }
        guard (1...3).contains(parts.count) else { return nil }
        var seconds = 0.0
        for part in parts {
            guard let part, part.isFinite, part >= 0 else { return nil }
            seconds = seconds * 60 + part
        }
        self.seconds = seconds
    }
}

struct PageRange: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let first = parts.first ?? nil, let last = parts.last ?? nil, parts.count <= 2, first >= 1, last >= first
        else { return nil }
        range = first...last
    }
}
