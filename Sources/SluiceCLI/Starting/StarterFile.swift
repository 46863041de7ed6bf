import Foundation
import Sluice

/// A pipeline file to start from, and the schema that editors check it by.
struct StarterFile {
    /// What the comment at the top of every recipe of ours names.
    static let schemaName = "pipeline.schema.json"

    let recipe: String
    let file: URL

    /// - Parameter place: A folder, or the name of a file.
    init(_ recipe: String, at place: String?) {
        self.recipe = recipe
        let isNamedFolder = place?.hasSuffix("/") == true
        let place = URL(filePath: place ?? ".")
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder)
        file = isNamedFolder || exists && isFolder.boolValue ? place.appending(path: "\(recipe).yaml") : place
    }

    /// - Parameter folder: Made when it is not there.
    init(_ recipe: String, in folder: String) {
        self.recipe = recipe
        file = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "\(recipe).yaml")
    }

    var path: String { file.relativePath.hasPrefix("./") ? String(file.relativePath.dropFirst(2)) : file.relativePath }

    /// - Throws: ``Complaint`` for a file that is there already.
    func requireFree() throws {
        guard !FileManager.default.fileExists(atPath: file.path) else {
            throw Complaint(
                .usage,
                "\(path.printable) is there already. Add --force to overwrite it, or -o FILE to name another."
            )
        }
    }

    func write() throws {
        guard let text = Recipe.starter(recipe) else { throw Self.unknown(recipe) }
        do {
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: PlainFile.place(file.path), options: .atomic)
            try writeSchema(to: folder.appending(path: Self.schemaName))
        } catch let complaint as Complaint {
            throw complaint
        } catch {
            let reason = error.localizedDescription.printable
            throw Complaint(.writing(error, otherwise: .usage), "\(path.printable) cannot be written: \(reason)")
        }
    }

    /// Leaves a file of that name alone that is somebody else's.
    private func writeSchema(to file: URL) throws {
        if FileManager.default.fileExists(atPath: file.path) {
            guard let bytes = try? RegularFile.read(file.path), let old = try? JSONValue(parsing: bytes),
                old["title"] == Recipe.jsonSchema["title"]
            else {
                return
            }
        }
        try Data(Recipe.jsonSchema.serialized(.pretty) + [0x0A]).write(to: file, options: .atomic)
    }

    static func unknown(_ recipe: String) -> Complaint {
        Complaint(.usage, "There is no recipe '\(recipe.printable)' to start from. There are \(BuiltIn.names).")
    }
}
