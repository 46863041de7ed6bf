import Foundation
package import SluiceMedia

/// Finds out how texts and tables are to be read. A table, which is uploaded as a file, is written as UTF-8 first when it is
/// in another encoding: what the service gets has no other.
package struct TextPreparation: Sendable {
    var cache: ConversionCache
    /// Larger texts are not read, since they cannot be sent. In bytes.
    var largestText: Int64
    private let inspector = MediaInspector.shared

    init(cache: ConversionCache = .shared, largestText: Int64 = .max) {
        self.cache = cache
        self.largestText = largestText
    }

    /// - Parameter largestText: Larger texts are not read, since they cannot be sent. In bytes.
    package init(largestText: Int64) { self.init(cache: .shared, largestText: largestText) }

    /// The file with its ``MediaFile/text``; of a table in another encoding, the UTF-8 that was made of it. Other kinds of
    /// file stay as they are.
    ///
    /// - Parameter named: The encoding that a recipe names.
    /// - Throws: ``MediaError``, of kind `unsupported` for text in an encoding that is not known here.
    package func prepared(_ media: MediaFile, named: TextEncoding? = nil) async throws(MediaError) -> MediaFile {
        let isTable = media.type == .csv
        // A text that is too large to be sent is refused for that.
        guard media.text == nil, media.original == nil,
            isTable || (media.modality == .text && media.bytes <= largestText)
        else { return media }
        let path = media.url.path(percentEncoded: false)
        guard let text = try await inspector.text(path, named: named) else {
            throw .unconverted(media.detection, because: Self.unknown, hint: Self.hint)
        }
        guard isTable, !text.isUTF8 else { return media.reading(as: text) }
        let suffix = "\(text.encoding.name).csv"
        let made: MediaFile
        if let found = cache.found(media.sha256, suffix: suffix),
            let file = try? await inspector.read(found.path(percentEncoded: false), as: .csv)
        {
            made = file
        } else {
            made = try await recoded(media, text, suffix)
        }
        let original = try await inspector.original(path)
        guard original.sha256 == media.sha256 else { throw .changed }
        return made.converted(from: original, leavingOut: 0).reading(as: text)
    }

    private func recoded(_ media: MediaFile, _ text: TextReading, _ suffix: String) async throws(MediaError)
        -> MediaFile
    {
        func refused() -> MediaError {
            let folder = cache.folder.path(percentEncoded: false)
            return .unconverted(
                media.detection,
                because: "it is to be written as UTF-8, and the cache \(folder) cannot be written to",
                hint: Self.hint
            )
        }
        guard let draft = try? cache.draft(suffix: "csv") else { throw refused() }
        defer { try? FileManager.default.removeItem(at: draft) }
        try await inspector.recode(media.url.path(percentEncoded: false), text, to: draft.path(percentEncoded: false))
        guard let place = try? cache.keep(draft, for: media.sha256, suffix: suffix) else { throw refused() }
        cache.prune()
        return try await inspector.read(place.path(percentEncoded: false), as: .csv)
    }

    /// Text in an encoding that is not known here.
    package static var failure: ItemError { ItemError(kind: .unsupportedType, message: unknown, hint: hint) }
    static let unknown = "it is text in an encoding that is not known here"
    static let hint = """
        name it in the recipe, select: {encodings: {"*.txt": windows-1250}}, or convert it, \
        iconv -f ENCODING -t UTF-8 in.txt > out.txt
        """
}
