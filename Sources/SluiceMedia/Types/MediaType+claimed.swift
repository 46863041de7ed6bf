extension MediaType {
    /// The type that a file's extension claims, in the API's spelling. `nil` for no extension and for one that says nothing.
    public init?(claimedBy path: String) {
        guard let claimed = FileExtension(ofFile: path).types.first else { return nil }
        self = claimed
    }
}
