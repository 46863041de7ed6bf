/// Word, Excel and PowerPoint before 2007: compound files ([MS-CFB], sections 2.2 and 2.6) known by the names of their streams.
///
/// libmagic wants a summary of the document in it, which other programs leave out.
struct CompoundRepair: Repair {
    let doubts: Set<MediaType> = ["application/x-ole-storage", "application/cdfv2", .unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.bytes(at: 0, 52), Array(head[..<8]) == Self.mark else { return nil }
        let shift = head[30..<32].littleEndian
        guard (7...16).contains(shift) else { return nil }
        let start = (Int64(head[48..<52].littleEndian) + 1) << Int64(shift)
        guard let directory = file.upTo(64 * 128, at: start) else { return nil }
        for entry in stride(from: 0, to: directory.count - 127, by: 128) {
            let length = min(Int(directory[entry + 64..<entry + 66].littleEndian), 64)
            let name = stride(from: entry, to: entry + max(0, length - 2), by: 2).map { directory[$0] }
            if let type = Self.streams[Box.name(name)] {
                return Finding(type, "a compound file with a stream named \(Box.name(name))")
            }
        }
        return nil
    }

    private static let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    private static let streams: [String: MediaType] = [
        "WordDocument": "application/msword", "Workbook": "application/vnd.ms-excel",
        "Book": "application/vnd.ms-excel", "PowerPoint Document": "application/vnd.ms-powerpoint",
    ]
}
