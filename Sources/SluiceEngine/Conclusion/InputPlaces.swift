import Foundation
import SluiceMedia
import StructuredJSON

/// The folders that the sources of an output folder's records were found in, for whoever wants to show the originals.
///
/// Kept in `.sluice/inputs.json`; records name their sources by paths below these. The places are noted as seen from the
/// output folder too, so that they are found when both were moved.
struct InputPlaces: Hashable, Sendable {
    /// Absolute, the latest first.
    private(set) var folders: [String] = []
    /// Where the same folders would be if they were moved together with the output.
    private(set) var moved: [String] = []
    private static let most = 100

    private static func file(in output: URL) -> URL { output.appending(path: ".sluice/inputs.json") }

    /// What earlier runs have noted. Empty when there is nothing, or nothing that can be read.
    init(of output: URL) {
        guard let bytes = RegularFile.bytes(at: Self.file(in: output).path(percentEncoded: false)),
            let json = try? JSONValue(parsing: bytes)
        else { return }
        folders = (json["folders"]?.array ?? []).compactMap(\.string).filter { $0.hasPrefix("/") }
        let here = Discovery.absolute(output.path(percentEncoded: false))
        let seen = (json["relative"]?.array ?? []).compactMap(\.string).filter { !$0.hasPrefix("/") }
        moved = seen.map { "/" + PathText.cleaned("\(here)/\($0)") }.filter { !folders.contains($0) }
    }

    /// Notes the places of a run's inputs beside those of earlier runs.
    ///
    /// - Parameter inputs: As a run takes them: files, folders, lists.
    static func note(_ inputs: [String], in output: URL) throws(ItemError) {
        var places = InputPlaces(of: output)
        let before = places
        for input in inputs.reversed() { places.add(Self.place(of: input)) }
        guard places.folders != before.folders || !before.moved.isEmpty else { return }
        var draft = try DraftFile(in: output.appending(path: ".sluice/drafts"))
        let here = Discovery.absolute(output.path(percentEncoded: false))
        let relative = places.folders.map { Self.relative($0, from: here) }
        let json: JSONValue = ["folders": places.folders.json, "relative": relative.json]
        try draft.write(json.serialized(.pretty) + [0x0A])
        try draft.commit(to: file(in: output))
    }

    private mutating func add(_ folder: String) {
        folders.removeAll { $0 == folder }
        folders.insert(folder, at: 0)
        if folders.count > Self.most { folders.removeLast() }
    }

    private static func relative(_ folder: String, from here: String) -> String {
        let (target, start) = (folder.split(separator: "/"), here.split(separator: "/"))
        let common = zip(start, target).prefix { Array($0.utf8) == Array($1.utf8) }.count
        let steps = Array(repeating: "..", count: start.count - common) + target.dropFirst(common).map(String.init)
        return steps.isEmpty ? "." : steps.joined(separator: "/")
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
