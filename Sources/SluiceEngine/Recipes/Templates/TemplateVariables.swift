import SluiceMedia

/// The names that a prompt may use.
enum TemplateVariables {
    static let file =
        [
            "name", "stem", "path", "extension", "folder", "bytes", "mime_type", "modality", "modified", "index",
        ] + facts

    /// Those for which the file's headers are read.
    static let facts = ["width", "height", "orientation", "duration", "codecs", "pages"]

    /// What follows `exif.`, by the standard's own names.
    static let exif = EXIFTag.allNames

    /// `{{file.name}}` and the rest, outside of any section.
    static func names(followsATurn: Bool) -> [String] {
        file.map { "file.\($0)" } + ["group.name", "group.count"] + (followsATurn ? ["previous.text"] : [])
    }

    /// What can begin a section, `{{#files}}…{{/files}}`.
    static let sections = ["files"]
}
