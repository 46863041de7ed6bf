import SluiceMedia

extension RegularFile {
    /// A file of an output folder, where anybody may have put something. Blocks.
    ///
    /// `nil` for what is no file, cannot be read, or is larger than any record.
    static func bytes(at path: String) -> [UInt8]? { try? read(path, atMost: Record.largestSize) }
}
