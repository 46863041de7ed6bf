import Foundation
import StructuredJSON

/// The folders that the sources of an output folder's records were found in, for whoever wants to show the originals.
///
/// Kept in `.sluice/inputs.json`; records name their sources by paths below these.
struct InputPlaces: Hashable, Sendable {
    /// Absolute, the latest first.
    private(set) var folders: [String] = []
    private static let most = 100

    private static func file(in output: URL) -> URL { output.appending(path: ".sluice/inputs.json") }

    /// What earlier runs have noted. Empty when there is nothing, or nothing that can be read.
    init(of output: URL) {
        guard let data = try? Data(contentsOf: Self.file(in: output)),
            let json = try? JSONValue(parsing: Array(data))
        else { return }
        folders = (json["folders"]?.array ?? []).compactMap(\.string).filter { $0.hasPrefix("/") }
    }

    /// Notes the places of a run's inputs beside those of earlier runs.
    ///
    /// - Parameter inputs: As a run takes them: files, folders, lists.
    static func note(_ inputs: [String], in output: URL) throws(ItemError) {
        var places = InputPlaces(of: output)
        let before = places
        for input in inputs.reversed() { places.add(Self.place(of: input)) }
        guard places != before else { return }
        var draft = try DraftFile(in: output.appending(path: ".sluice/drafts"))
        let json: JSONValue = ["folders": places.folders.json]
        try draft.write(json.serialized(.pretty) + [0x0A])
        try draft.commit(to: file(in: output))
    }

    private mutating func add(_ folder: String) {
        folders.removeAll { $0 == folder }
        folders.insert(folder, at: 0)
        if folders.count > Self.most { folders.removeLast() }
    }

    /// Paths of lists are meant from the current folder, and records keep them so.
    private static func place(of input: String) -> String {
        let path = Discovery.absolute(input)
        return switch FolderListing.kind(of: path) {
        case .folder: path
        case .file: PathText.folder(of: path).isEmpty ? "/" : PathText.folder(of: path)
        default: FileManager.default.currentDirectoryPath
        }
    }
}
