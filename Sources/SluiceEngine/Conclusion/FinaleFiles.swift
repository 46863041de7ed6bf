import Foundation
import SluiceMedia
import StructuredJSON

/// Where the answer over all results is: `finally.json`, and `finally.md` when it is free text.
struct FinaleFiles {
    static let names = ["finally.json", "finally.md"]

    private let folder: URL

    init(_ folder: URL) { self.folder = folder }

    private var jsonFile: URL { folder.appending(path: Self.names[0]) }
    private var textFile: URL { folder.appending(path: Self.names[1]) }

    /// What `finally.json` holds, when it is ours.
    var json: JSONValue? {
        guard let bytes = RegularFile.bytes(at: jsonFile.path(percentEncoded: false)),
            let json = try? JSONValue(parsing: bytes),
            json["finally_version"]?.number?.int == 1
        else { return nil }
        return json
    }

    /// - Throws: ``ItemError`` when an item is called so, and its record stands there.
    func requireFree() throws(ItemError) {
        guard FileManager.default.fileExists(atPath: jsonFile.path), json == nil else { return }
        throw ItemError(
            kind: .invalidRequest,
            message: "finally.json is in the output folder already, and is not the answer of a finally",
            hint: "rename the file called finally, or write to another output folder"
        )
    }

    /// Writes `finally.json` alone.
    func note(_ json: JSONValue) throws(ItemError) {
        var draft = try DraftFile(in: folder.appending(path: ".sluice/finally"))
        try draft.write(json.serialized(.pretty) + [0x0A])
        try draft.commit(to: jsonFile)
    }

    func write(_ json: JSONValue, text: String?) throws(ItemError) {
        if let text {
            var page = try DraftFile(in: folder.appending(path: ".sluice/finally"))
            try page.write(text.hasSuffix("\n") ? text : text + "\n")
            try page.commit(to: textFile)
        } else {
            try? FileManager.default.removeItem(at: textFile)
        }
        try note(json)
    }
}
