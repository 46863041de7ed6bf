/// Small files made byte by byte, as their formats' specifications write them.
enum Made {
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + text("IHDR") + [
            0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0x90, 0x77, 0x53, 0xDE,
        ]
    static let gif: [UInt8] = text("GIF89a") + [1, 0, 1, 0, 0, 0, 0, 0x3B]
    static let pdf = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"

    static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

    static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    static func bigEndian(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
    }

    static func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
        bigEndian(number, count).reversed()
    }

    // ISO media

    static func box(_ name: String, _ content: [UInt8]...) -> [UInt8] {
        let content = content.flatMap { $0 }
        return bigEndian(8 + content.count, 4) + text(name) + content
    }

    static func brand(_ names: String...) -> [UInt8] {
        box("ftyp", text(names[0]), zeros(4), text(names.joined()))
    }

    static func movie(_ handlers: String...) -> [UInt8] {
        let tracks = handlers.map { box("trak", box("mdia", box("hdlr", zeros(8), text($0), zeros(13)))) }
        return box("moov", box("mvhd", zeros(100)), tracks.flatMap { $0 })
    }

    // Matroska

    static func element(_ id: [UInt8], _ content: [UInt8]) -> [UInt8] {
        id + [0x08] + bigEndian(content.count, 4) + content
    }

    static func matroska(_ documentType: String, tracks: [UInt8]) -> [UInt8] {
        let entries = tracks.map { element([0xAE], element([0xD7], [1]) + element([0x83], [$0])) }
        let head = [0x1A, 0x45, 0xDF, 0xA3, 0x80 + UInt8(documentType.utf8.count + 3), 0x42, 0x82]
        return head + [0x80 + UInt8(documentType.utf8.count)] + text(documentType)
            + element([0x18, 0x53, 0x80, 0x67], element([0x16, 0x54, 0xAE, 0x6B], entries.flatMap { $0 }))
    }

    // Windows Media

    static func windowsMedia(_ streams: [[UInt8]]) -> [UInt8] {
        let properties: [UInt8] = [
            0x91, 0x07, 0xDC, 0xB7, 0xB7, 0xA9, 0xCF, 0x11, 0x8E, 0xE6, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        let objects = streams.flatMap { properties + littleEndian(78, 8) + $0 + zeros(38) }
        let header: [UInt8] = [
            0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C,
        ]
        return header + littleEndian(30 + objects.count, 8) + littleEndian(streams.count, 4) + [1, 2] + objects
    }

    static let windowsSound: [UInt8] = [
        0x40, 0x9E, 0x69, 0xF8, 0x4D, 0x5B, 0xCF, 0x11, 0xA8, 0xFD, 0x00, 0x80, 0x5F, 0x5C, 0x44, 0x2B,
    ]
    static let windowsPicture: [UInt8] = [
        0xC0, 0xEF, 0x19, 0xBC, 0x4D, 0x5B, 0xCF, 0x11, 0xA8, 0xFD, 0x00, 0x80, 0x5F, 0x5C, 0x44, 0x2B,
    ]

    // MPEG

    /// Frames of layer III, 128 kbit/s at 44.1 kHz: 417 bytes each.
    static func mpegAudio(frames: Int) -> [UInt8] {
        (0..<frames).flatMap { _ in [0xFF, 0xFB, 0x90, 0x64] + zeros(413) }
    }

    static func tag(_ length: Int) -> [UInt8] {
        text("ID3") + [4, 0, 0] + (0..<4).map { UInt8(length >> (7 * (3 - $0)) & 0x7F) } + zeros(length)
    }

    static func transportStream(packets: Int, ahead: Int = 0) -> [UInt8] {
        (0..<packets).flatMap { _ in zeros(ahead) + [0x47, 0x1F, 0xFF, 0x10] + [UInt8](repeating: 0xFF, count: 184) }
    }

    static func ogg(_ packet: String) -> [UInt8] {
        text("OggS") + [0, 2] + zeros(20) + [1, 19] + text(packet) + [1, 2] + zeros(17)
    }

    // ZIP, nothing compressed

    static func zip(_ parts: (name: String, content: [UInt8])...) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for part in parts {
            let sizes = littleEndian(part.content.count, 4) + littleEndian(part.content.count, 4)
            let common = [20, 0] + zeros(8) + zeros(4) + sizes + littleEndian(part.name.utf8.count, 2) + [0, 0]
            directory +=
                [0x50, 0x4B, 1, 2, 20, 0] + common + zeros(10) + littleEndian(archive.count, 4) + text(part.name)
            archive += [0x50, 0x4B, 3, 4] + common + text(part.name) + part.content
        }
        let count = littleEndian(parts.count, 2)
        return archive + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count
            + littleEndian(directory.count, 4) + littleEndian(archive.count, 4) + [0, 0]
    }
}
