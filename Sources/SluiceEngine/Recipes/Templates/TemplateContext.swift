import Foundation
public import SluiceMedia

/// What a prompt's variables stand for, for one item in one turn.
public struct TemplateContext: Hashable, Sendable {
    /// One file, as prompts see it.
    public struct File: Hashable, Sendable {
        /// Relative to the input it was found in.
        public var path: String
        public var bytes: Int
        public var mimeType: String
        public var modality: String
        /// ISO 8601.
        public var modified: String
        /// Read only when a prompt has a variable for one of them. What is not known is empty.
        public var facts = MediaFacts()

        public init(path: String, bytes: Int, mimeType: String, modality: String, modified: String) {
            self.path = path
            self.bytes = bytes
            self.mimeType = mimeType
            self.modality = modality
            self.modified = modified
        }
    }

    /// The files of the item, in order. `{{file.…}}` is the first of them.
    public var files: [File]
    /// `{{group.name}}`.
    public var groupName: String
    /// `{{previous.text}}`: the answer of the turn before.
    public var previousText: String?

    public init(files: [File], groupName: String, previousText: String? = nil) {
        self.files = files
        self.groupName = groupName
        self.previousText = previousText
    }
}

extension TemplateContext {
    /// Every variable by its name. Only texts and lists: nothing in it can be run, or read as a template again.
    var values: [String: Any] {
        var values: [String: Any] = ["group": ["name": groupName, "count": "\(files.count)"]]
        if let first = files.first { values["file"] = first.values(index: 1) }
        values["files"] = files.enumerated().map { $0.element.values(index: $0.offset + 1) }
        if let previousText { values["previous"] = ["text": previousText] }
        return values
    }
}

extension TemplateContext.File {
    fileprivate func values(index: Int) -> [String: Any] {
        let name = PathText.name(of: path)
        let stem = PathText.stem(of: path)
        let values: [String: Any] = [
            "name": name, "stem": stem, "path": path,
            "extension": String(Substring(name.utf8.dropFirst(stem.utf8.count + 1))),
            "folder": PathText.folder(of: path), "bytes": "\(bytes)", "mime_type": mimeType, "modality": modality,
            "modified": modified, "index": "\(index)",
        ]
        return values.merging(facts.values) { own, _ in own }
    }
}

extension MediaFacts {
    /// By the names that prompts have for them.
    fileprivate var values: [String: Any] {
        [
            "width": width.map { "\($0)" } ?? "", "height": height.map { "\($0)" } ?? "",
            "orientation": orientation.map { "\($0)" } ?? "", "pages": pages.map { "\($0)" } ?? "",
            "duration": duration.map { "\(($0 * 1000).rounded() / 1000)" } ?? "",
            "codecs": codecs.joined(separator: ", "), "exif": exif,
        ]
    }
}
