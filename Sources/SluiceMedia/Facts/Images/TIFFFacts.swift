/// TIFF 6.0: the first image's size, and how many images there are.
struct TIFFFacts: FactReader {
    let types: Set<MediaType> = ["image/tiff"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let tiff = EXIF(at: 0, length: file.size, in: &file) else { return }
        tiff.read(&file, into: &facts)
        var offset: Int64? = tiff.first
        var seen: Set<Int64> = []
        while let here = offset, seen.count < 1000, seen.insert(here).inserted {
            guard let directory = tiff.directory(at: here, in: &file) else { break }
            if seen.count == 1 {
                for entry in directory.entries {
                    guard let number = tiff.numbers(of: entry, in: &file)?.first, number >= 0, number < 1e9 else {
                        continue
                    }
                    if entry.tag == 256 { facts.width = Int(number) }
                    if entry.tag == 257 { facts.height = Int(number) }
                }
            }
            offset = directory.next
        }
        facts.pages = seen.count
    }
}
