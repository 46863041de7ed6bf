import Foundation
import SluiceMedia
import SluiceSupport

/// Makes of a file that the service does not take one that it does. What it has made once it finds again by the content.
///
/// The user's files are read and never written; what is made goes into the cache.
struct Converter: Sendable {
    var cache = ConversionCache.shared
    /// Which sound track of a video is kept. `nil`: the first.
    var audioTrack: Recipe.AudioTrack?
    private let inspector = MediaInspector.shared
    /// Programs use all cores by themselves.
    private static let conversions = AsyncSemaphore(permits: 2)

    /// What to send in the place of a file.
    ///
    /// - Parameter isWanted: Asked when its turn comes.
    /// - Throws: ``MediaError``: of kind `unsupported` when no installed program can convert it.
    func convert(
        _ path: String,
        _ detection: Detection,
        whileWanted isWanted: @Sendable () -> Bool = { true }
    ) async throws(MediaError) -> MediaFile {
        let original = try await inspector.original(path)
        return try await Self.conversions.withPermit(whileWanted: isWanted) { try await convert(original) }
    }

    private func convert(_ original: MediaFile.Original) async throws -> MediaFile {
        let content = original.detection.content
        guard let modality = ConversionPlan.modality(of: content) else {
            throw refused(original, "nothing converts \(content)")
        }
        if modality != .image { return try await recording(original, content) }
        let path = original.url.path(percentEncoded: false)
        let facts = try await inspector.facts(path, of: content)
        guard let plan = ConversionPlan(for: content, facts) else {
            throw refused(original, "nothing converts \(content)")
        }
        // A picture is one page.
        let leftOut = max(0, (facts.pages ?? 1) - 1)
        let notes = PictureNotes.leftOut(of: original, content)
        if let found = await found(original, plan.suffix, plan.type) {
            return found.converted(from: original, leavingOut: leftOut).noting(notes)
        }
        let workshop = try workshop(for: original)
        defer { workshop.remove() }
        return try await make(original, plan, in: workshop, plan.suffix)
            .converted(from: original, leavingOut: leftOut)
            .noting(notes)
    }

    /// Sound and video: of several tracks one is kept, and what is left out is said.
    private func recording(_ original: MediaFile.Original, _ content: MediaType) async throws -> MediaFile {
        let variant = audioTrack.map { ".\($0.word)" } ?? ""
        for (suffix, type) in [("mp4", MediaType.mp4), ("flac", .flac)] {
            let suffix = "a\(variant).\(suffix)"
            guard let notes = cache.notes(original.sha256, suffix: suffix),
                let found = await found(original, suffix, type)
            else { continue }
            return found.converted(from: original, leavingOut: 0).noting(notes)
        }
        let workshop = try workshop(for: original)
        defer { workshop.remove() }
        let streams = try await StreamList.read(Self.input, in: workshop.path, of: content)
        let track: Int
        if let streams, !streams.audio.isEmpty {
            guard let index = streams.index(of: audioTrack) else {
                let count = streams.audio.count == 1 ? "one sound track" : "\(streams.audio.count) sound tracks"
                throw refused(
                    original,
                    "it has \(count), and not \(audioTrack?.words ?? "the one") that the recipe asks for"
                )
            }
            track = index
        } else if streams == nil, case .number(let number) = audioTrack {
            track = number - 1
        } else {
            track = 0
        }
        let facts =
            streams == nil
            ? try await inspector.facts(original.url.path(percentEncoded: false), of: content) : MediaFacts()
        guard let plan = ConversionPlan(for: content, facts, streams: streams, track: track) else {
            throw refused(original, "nothing converts \(content)")
        }
        let notes = streams?.leftOut(keeping: track) ?? []
        let suffix = "a\(variant).\(plan.suffix)"
        let made = try await make(original, plan, in: workshop, suffix)
        // Without it the conversion is made again, which costs no more than time.
        try? cache.keep(notes, for: original.sha256, suffix: suffix)
        return made.converted(from: original, leavingOut: 0).noting(notes)
    }

    private static let input = "in"

    private func found(_ original: MediaFile.Original, _ suffix: String, _ type: MediaType) async -> MediaFile? {
        guard let found = cache.found(original.sha256, suffix: suffix),
            let file = try? await inspector.read(found.path(percentEncoded: false)), file.type == type
        else { return nil }
        return file
    }

    /// A folder with the original in it, and nothing else that a tool would read.
    private func workshop(for original: MediaFile.Original) throws -> Workshop {
        let drawing = original.detection.content == "image/svg+xml" ? try drawing(original) : nil
        do {
            let workshop = try Workshop(in: cache)
            if let drawing {
                try workshop.write(drawing, as: Self.input)
            } else {
                try workshop.link(original.url, as: Self.input)
            }
            try workshop.write(Data(Workshop.policy.utf8), as: "policy.xml")
            return workshop
        } catch {
            throw unwritable(original)
        }
    }

    /// The plan's programs, one after the other until one can do it.
    private func make(
        _ original: MediaFile.Original,
        _ plan: ConversionPlan,
        in workshop: Workshop,
        _ suffix: String
    ) async throws -> MediaFile {
        var failures: [String] = []
        for attempt in plan.attempts {
            guard let tool = MediaTool(attempt.program) else { continue }
            do {
                return try await make(original, plan, attempt, with: tool, in: workshop, suffix)
            } catch let failure as MediaTool.Failure {
                failures.append(failure.description)
            }
        }
        let content = original.detection.content
        let programs = plan.attempts.map(\.program).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        throw failures.isEmpty
            ? refused(
                original,
                "\(content) needs converting, and none of \(programs.joined(separator: ", ")) is installed"
            )
            : refused(original, "\(content) could not be converted: \(failures.joined(separator: "; "))")
    }

    private func make(
        _ original: MediaFile.Original,
        _ plan: ConversionPlan,
        _ attempt: ConversionPlan.Attempt,
        with tool: MediaTool,
        in workshop: Workshop,
        _ suffix: String
    ) async throws -> MediaFile {
        let output = "out.\(plan.suffix)"
        let draft = workshop.place(output)
        try? FileManager.default.removeItem(at: draft)
        try await tool.run(
            attempt.arguments(Self.input, output),
            in: workshop.path,
            settings: attempt.settings,
            within: attempt.limit
        )
        let made = try? await inspector.read(draft.path(percentEncoded: false))
        guard made?.type == plan.type else {
            throw MediaTool.Failure(description: "\(tool.name) made no \(plan.suffix) of it")
        }
        guard isAsItWas(original) else { throw MediaError.changed }
        let place: URL
        do {
            place = try cache.keep(draft, for: original.sha256, suffix: suffix)
        } catch {
            throw unwritable(original)
        }
        cache.prune()
        return try await inspector.read(place.path(percentEncoded: false))
    }

    private func isAsItWas(_ original: MediaFile.Original) -> Bool {
        let now = try? FileManager.default.attributesOfItem(atPath: original.url.path(percentEncoded: false))
        guard let size = now?[.size] as? Int64, let modified = now?[.modificationDate] as? Date else { return false }
        return size == original.bytes && abs(modified.timeIntervalSince(original.modified)) < 0.001
    }

    /// The bytes of a drawing that takes in no other files: what is sent must not hold more than the user gave.
    ///
    /// What was looked through is what is drawn, in UTF-8 whatever it was written in.
    private func drawing(_ original: MediaFile.Original) throws(MediaError) -> Data {
        guard original.bytes <= 8 << 20, let data = try? Data(contentsOf: original.url) else {
            throw refused(original, "the drawing is too large to be looked through")
        }
        let bytes = Array(data)
        guard let reading = TextReading(of: bytes) else { throw refused(original, TextPreparation.unknown) }
        let text = reading.text(of: bytes)
        if let objection = DrawingCheck(text).objection { throw refused(original, objection) }
        let declaration = /^\s*<\?xml[^>]*\?>/
        return Data(text.replacing(declaration, with: "", maxReplacements: 1).utf8)
    }

    private func unwritable(_ original: MediaFile.Original) -> MediaError {
        refused(original, "the cache \(cache.folder.path(percentEncoded: false)) cannot be written to")
    }

    private func refused(_ original: MediaFile.Original, _ why: String) -> MediaError {
        .unconverted(
            original.detection,
            because: why,
            hint: "convert it yourself, or install ffmpeg and ImageMagick; sluice inspect says more"
        )
    }
}

extension Recipe.AudioTrack {
    /// As part of a file's name.
    fileprivate var word: String {
        switch self {
        case .number(let number): "\(number)"
        case .language(let name): SHA256Digester.hex(of: Array(name.utf8)).prefix(8).description
        }
    }

    fileprivate var words: String {
        switch self {
        case .number(let number): "number \(number)"
        case .language(let name): "one in '\(name)',"
        }
    }
}
