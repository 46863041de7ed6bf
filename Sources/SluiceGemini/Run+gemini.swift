public import Foundation
public import Gemini
public import SluiceEngine
public import SluiceMedia

extension Run {
    /// A run that the Gemini API answers. Uploads are remembered where ``RunOptions/uploadMemory`` says.
    public init(
        _ recipe: Recipe,
        over inputs: [String],
        to output: URL,
        using gemini: GeminiClient,
        options: RunOptions = RunOptions()
    ) {
        let service = GeminiService(gemini, rememberingUploadsIn: options.uploadMemory)
        self.init(recipe, over: inputs, to: output, using: service, options: options)
    }
}

extension Detection {
    /// Why a file that the Gemini API has a name for cannot be sent all the same: see ``obstacle(at:for:)``.
    public func obstacle(at file: URL) -> ItemError? { obstacle(at: file, for: Attacher.capabilities) }
}
