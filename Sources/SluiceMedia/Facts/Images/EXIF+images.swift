extension EXIF {
    /// The directories of images: the first ones of the chain, and those that they keep below them (tag 330).
    func images(in file: inout ByteReader) -> [Directory] {
        var found: [Directory] = []
        var next: Int64? = first
        while let offset = next, found.count < 8, let directory = directory(at: offset, in: &file) {
            found.append(directory)
            next = directory.next
        }
        for directory in found {
            guard let below = directory.entries.first(where: { $0.tag == 330 }) else { continue }
            for offset in numbers(of: below, in: &file) ?? [] where found.count < 32 {
                guard let place = Int64(exactly: offset), let inner = self.directory(at: place, in: &file) else {
                    continue
                }
                found.append(inner)
            }
        }
        return found
    }

    /// The first number of a tag.
    func number(_ tag: Int, of directory: Directory, in file: inout ByteReader) -> Double? {
        directory.entries.first { $0.tag == tag }.flatMap { numbers(of: $0, in: &file)?.first }
    }
}
