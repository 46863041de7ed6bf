public import Foundation
public import SluiceMedia
public import SluiceStages

/// Finds out what a file is, by its content.
///
/// Throws ``MediaError`` for what the service does not take, for empty files, for what cannot be read, and for a URL that is not that
/// of a file on this machine.
public struct Detect: Stage {
    public var signature: String { "Detect" }
    private let inspector: MediaInspector

    public init(with inspector: MediaInspector = .shared) { self.inspector = inspector }

    public func run(_ file: URL) async throws -> MediaFile {
        try await inspector.read(file.localPath())
    }
}
