import SluiceMedia

extension Recipe.Select {
    /// Whether files of a kind are what the recipe is for.
    func takes(_ modality: Modality) -> Bool { modalities.isEmpty || modalities.contains(modality) }

    /// Whether a file that cannot be used is a failure rather than none of this recipe's business.
    ///
    /// Judged by what the file is, or where nothing is known of that, by what its name claims. A file that nobody can tell
    /// anything of is a failure: better one line too many than a photo lost.
    func wants(_ error: MediaError, _ file: DiscoveredFile) -> Bool {
        guard !modalities.isEmpty, !file.isExplicit else { return true }
        let claims = [
            error.detection?.detected, error.detection?.content, error.detection?.claimed,
            MediaType(claimedBy: file.path),
        ]
        let families = Set(claims.compactMap { $0?.family })
        if families.isEmpty { return error.kind != .empty && error.kind != .unsupported }
        return modalities.contains { families.contains($0) }
    }
}

extension MediaType {
    /// The modality that the first half of the type names, whether or not the service takes it.
    fileprivate var family: Modality? {
        switch rawValue.prefix(while: { $0 != "/" }) {
        case "image": .image
        case "audio": .audio
        case "video": .video
        case "text": .text
        default: rawValue == "application/pdf" ? .document : nil
        }
    }
}
