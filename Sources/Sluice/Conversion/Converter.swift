import Foundation
import Media

/// Makes of a file that the service does not take one that it does. What it has made once it finds again by the content.
///
/// The user's files are read and never written; what is made goes into the cache.
struct Converter: Sendable {
    var cache = ConversionCache.shared
    private let inspector = MediaInspector.shared
    /// Programs use all cores by themselves.
    private static let gate = Gate(2)

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
        return try await Self.gate.pass(whileWanted: isWanted) { try await convert(original) }
    }

    private func convert(_ original: MediaFile.Original) async throws -> MediaFile {
        let content = original.detection.content
        let path = original.url.path(percentEncoded: false)
        let facts = try await inspector.facts(path, of: content)
        guard let plan = ConversionPlan(for: content, facts) else {
            throw refused(original, "nothing converts \(content)")
        }
        // A picture is one page.
        let leftOut = plan.modality == .image ? max(0, (facts.pages ?? 1) - 1) : 0
        if let found = cache.found(original.sha256, suffix: plan.suffix),
            let file = try? await inspector.read(found.path(percentEncoded: false)), file.type == plan.type
        {
            return file.converted(from: original, leavingOut: leftOut)
        }
        if content == "image/svg+xml" { try requireSelfContained(original) }
        var failures: [String] = []
        for attempt in plan.attempts {
            guard let tool = MediaTool(attempt.program) else { continue }
            do {
                let file = try await make(original, plan, attempt, with: tool)
                return file.converted(from: original, leavingOut: leftOut)
            } catch let failure as MediaTool.Failure {
                failures.append(failure.description)
            }
        }
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
        with tool: MediaTool
    ) async throws -> MediaFile {
        let draft: URL
        do {
            draft = try cache.draft(suffix: plan.suffix)
        } catch {
            throw refused(original, "the cache \(cache.folder.path(percentEncoded: false)) cannot be written to")
        }
        defer { try? FileManager.default.removeItem(at: draft) }
        let paths = (original.url.path(percentEncoded: false), draft.path(percentEncoded: false))
        try await tool.run(attempt.arguments(paths.0, paths.1), within: attempt.limit)
        let made = try? await inspector.read(paths.1)
        guard made?.type == plan.type else {
            throw MediaTool.Failure(description: "\(tool.name) made no \(plan.suffix) of it")
        }
        guard isAsItWas(original) else { throw MediaError.changed }
        let place: URL
        do {
            place = try cache.keep(draft, for: original.sha256, suffix: plan.suffix)
        } catch {
            throw refused(original, "the cache \(cache.folder.path(percentEncoded: false)) cannot be written to")
        }
        cache.prune()
        return try await inspector.read(place.path(percentEncoded: false))
    }

    private func isAsItWas(_ original: MediaFile.Original) -> Bool {
        let now = try? FileManager.default.attributesOfItem(atPath: original.url.path(percentEncoded: false))
        guard let size = now?[.size] as? Int64, let modified = now?[.modificationDate] as? Date else { return false }
        return size == original.bytes && abs(modified.timeIntervalSince(original.modified)) < 0.001
    }

    /// A drawing may ask for other files by name; what is sent must not hold more than the user gave.
    private func requireSelfContained(_ original: MediaFile.Original) throws(MediaError) {
        guard original.bytes <= 8 << 20, let data = try? Data(contentsOf: original.url) else {
            throw refused(original, "the drawing is too large to be looked through")
        }
        let text = String(decoding: data, as: UTF8.self)
        let places = text.matches(of: /(?:href|src)\s*=\s*["']\s*([^"']*)|url\(\s*["']?\s*([^"')]*)/)
        let isClean = places.allSatisfy { match in
            let place = match.1 ?? match.2 ?? ""
            return place.isEmpty || place.hasPrefix("#") || place.hasPrefix("data:image/")
        }
        guard isClean, !text.contains("<!ENTITY"), !text.contains("@import"), !text.contains("<?xml-stylesheet") else {
            throw refused(original, "the drawing takes in other files, which stay here")
        }
    }

    private func refused(_ original: MediaFile.Original, _ why: String) -> MediaError {
        .unconverted(
            original.detection,
            because: why,
            hint: "convert it yourself, or install ffmpeg and ImageMagick; sluice inspect says more"
        )
    }
}
