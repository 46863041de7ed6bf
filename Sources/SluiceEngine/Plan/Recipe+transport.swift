public import SluiceMedia

extension Recipe {
    /// How a file travels to the service.
    public enum Transport: String, Hashable, Sendable, CaseIterable {
        /// Stored with the service first; the request names it.
        case upload
        /// Encoded inside the request.
        case inline
        /// As text inside the request.
        case text
    }

    /// How a file would travel.
    ///
    /// - Parameter capabilities: What the service takes.
    public func transport(of file: MediaFile, by capabilities: Capabilities) -> Transport {
        if file.modality == .text { return .text }
        return switch media.inline {
        case .never: .upload
        case .auto: file.bytes <= capabilities.largestInline ? .inline : .upload
        case .always: .inline
        }
    }
}
