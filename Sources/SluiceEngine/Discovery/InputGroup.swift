/// The files of one request.
public struct InputGroup: Hashable, Sendable {
    /// The file's name, the stem or the folder's name, by what grouped them.
    public let name: String
    /// In natural order; at least one.
    public let files: [DiscoveredFile]
    /// Where the answer goes below the output folder, without `.json`: `trip/cat.jpg`, `trip/IMG_1`, `trip`.
    ///
    /// With several input folders, the root's name goes before it.
    public let outputPath: String
}
