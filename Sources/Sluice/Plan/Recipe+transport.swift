public import SluiceMedia

extension Recipe {
    /// How a file would travel: `upload`, `inline`, or `text` inside the request.
    public func transport(of file: MediaFile) -> String {
        if file.modality == .text { return "text" }
        return switch media.inline {
        case .never: "upload"
        case .auto: file.bytes <= Attacher.largestInline ? "inline" : "upload"
        case .always: "inline"
        }
    }
}
