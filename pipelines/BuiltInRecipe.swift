/// A pipeline file that comes with the library.
public struct BuiltInRecipe: Sendable {
    /// The file's name without its extension: `describe-images`.
    public let name: String
    /// The text of the file, YAML.
    public let yaml: String

    private init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        yaml = String(decoding: bytes, as: UTF8.self)
    }

    /// Every recipe, by name.
    public static var all: [BuiltInRecipe] {
        [
            BuiltInRecipe("describe-images", PackageResources.describe_images_yaml),
            BuiltInRecipe("extract-documents", PackageResources.extract_documents_yaml),
            BuiltInRecipe("photo-with-voice-note", PackageResources.photo_with_voice_note_yaml),
            BuiltInRecipe("summarize-video", PackageResources.summarize_video_yaml),
            BuiltInRecipe("transcribe-audio", PackageResources.transcribe_audio_yaml),
        ]
    }

    public static func named(_ name: String) -> BuiltInRecipe? {
        all.first { $0.name == name }
    }
}
