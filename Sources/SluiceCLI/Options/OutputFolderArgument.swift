import ArgumentParser
import Foundation

/// The output folder of earlier runs, for commands that read it.
struct OutputFolderArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The output folder of sluice run.", valueName: "out"))
    var folder: String

    func validate() throws {
        guard !folder.isEmpty else { throw ValidationError("The folder is empty. Is a variable of the shell unset?") }
    }

    /// - Throws: ``Complaint`` when there is no such folder.
    func url() throws -> URL {
        let url = URL(filePath: folder, directoryHint: .isDirectory)
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Complaint(.usage, "\(folder.printable) is no folder. Name the one that sluice run -o wrote to.")
        }
        return url
    }
}
