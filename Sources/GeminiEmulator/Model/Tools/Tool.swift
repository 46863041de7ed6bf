/// A program that the offline model looks into media with.
enum Tool: String, Sendable, CaseIterable {
    case ffmpeg, ffprobe, tesseract, pdftotext, unzip
    case pocketsphinx = "pocketsphinx_continuous"
    /// Version 5, of another name and another use.
    case pocketsphinx5 = "pocketsphinx"

    /// What it is for and how to get it, in the words of an answer.
    var hint: String {
        switch self {
        case .ffmpeg, .ffprobe: "install ffmpeg to look into sound, video and colours"
        case .tesseract: "install tesseract-ocr to read text in pictures"
        case .pdftotext: "install poppler-utils to read PDF documents"
        case .unzip: "install unzip to read Office documents"
        case .pocketsphinx, .pocketsphinx5: "install pocketsphinx and pocketsphinx-en-us to transcribe speech"
        }
    }

    /// How long it may take.
    var limit: Duration {
        switch self {
        case .pocketsphinx, .pocketsphinx5: .seconds(600)
        case .ffmpeg: .seconds(120)
        default: .seconds(60)
        }
    }
}

/// Why a program gave no answer.
enum ToolFailure: Error, Sendable {
    case missing(Tool)
    case failed(Tool, String)

    /// For a person who reads the answer, in brackets.
    var note: String {
        switch self {
        case .missing(let tool): tool.hint
        case .failed(let tool, let reason): "\(tool.rawValue) \(reason)"
        }
    }
}
