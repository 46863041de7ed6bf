import Foundation
import SluiceMedia
import SluiceSupport

/// Reads the files of items as a recipe wants them: with the types that it declares, converted when it asks for that.
struct MediaReader: Sendable {
    let recipe: Recipe
    var converter = Converter()
    /// Bounds how many files are read at once. Conversions have a semaphore of their own.
    var readings = AsyncSemaphore.unlimited
    /// Asked when a file's turn comes: nothing is begun for a run that was asked to end.
    var isWanted: @Sendable () -> Bool = { true }
    private let inspector = MediaInspector.shared

    /// The largest file that the service takes, in bytes.
    private let largest: Int64
    private let largestText: Int64

    /// - Parameter capabilities: What the service takes.
    init(_ recipe: Recipe, for capabilities: Capabilities) {
        self.recipe = recipe
        largest = capabilities.largestUpload
        largestText = capabilities.largestInline
        converter.audioTrack = recipe.media.audioTrack
    }

    /// - Throws: ``MediaError``.
    func read(_ file: DiscoveredFile) async throws(MediaError) -> MediaFile {
        try await readable(file).withFacts()
    }

    private func readable(_ file: DiscoveredFile) async throws(MediaError) -> MediaFile {
        let media = try await asDeclared(file)
        // What the recipe does not take is not read through.
        guard recipe.select.takes(media.modality) else { return media }
        let named = recipe.select.encodings.first { $0.glob.matches(file.relativePath) }?.encoding
        let texts = TextPreparation(cache: converter.cache, largestText: largestText)
        return try await readings.withPermit(whileWanted: isWanted) { try await texts.prepared(media, named: named) }
    }

    private func asDeclared(_ file: DiscoveredFile) async throws(MediaError) -> MediaFile {
        let declared = recipe.select.types.first { $0.glob.matches(file.relativePath) }?.type
        guard declared == nil, recipe.media.convert == .auto else {
            return try await asItIs(file, declared)
        }
        let detection = try await inspector.detect(file.path)
        guard let modality = ConversionPlan.modality(of: detection.content), recipe.select.takes(modality) else {
            return try await whole(file)
        }
        do {
            return try await converter.convert(file.path, detection, whileWanted: isWanted)
        } catch  where error.kind == .unsupported && detection.type != nil && detection.modality != .text {
            // Better as it is than not at all: the service may take it.
            return try await whole(file)
        }
    }

    /// What is too large to be sent is not read for its digest first.
    private func whole(_ file: DiscoveredFile, _ declared: MediaType? = nil) async throws(MediaError) -> MediaFile {
        try await readings.withPermit(whileWanted: isWanted) {
            try await inspector.read(file.path, as: declared, atMost: largest)
        }
    }

    private func asItIs(_ file: DiscoveredFile, _ declared: MediaType?) async throws(MediaError) -> MediaFile {
        do {
            return try await whole(file, declared)
        } catch {
            guard error.kind == .unsupported, let detection = error.detection,
                let way = ConversionPlan.hint(for: detection.content)
            else { throw error }
            let hint = error.hint.map { "\($0); or \(way)" } ?? way
            throw .unconverted(detection, because: error.message, hint: hint)
        }
    }

    /// What a file's headers say, when a prompt asks for any of it.
    func facts(of media: MediaFile) async -> MediaFacts {
        guard recipe.readsFacts else { return MediaFacts() }
        let (url, content) = (media.original?.url ?? media.url, (media.original?.detection ?? media.detection).content)
        return (try? await inspector.facts(url.path(percentEncoded: false), of: content)) ?? MediaFacts()
    }
}
