/// Recordings made byte by byte, whose headers say what a test wants.
enum Sound {
    /// MPEG-2 layer III, 16 kHz, one channel: a frame of 36 ms.
    private static func frame(_ kilobits: Int) -> [UInt8] {
        let index = [8: 1, 16: 2, 32: 4, 64: 8][kilobits] ?? 1
        let size = 72 * kilobits * 1000 / 16_000
        return [0xFF, 0xF3, UInt8(index << 4 | 8), 0xC0] + [UInt8](repeating: 0, count: size - 4)
    }

    /// - Parameters:
    ///   - rates: Kilobits of the frames, in turn.
    ///   - claim: Seconds that its first frame says the whole lasts.
    static func mp3(_ seconds: Double, rates: [Int] = [8], claim: Double? = nil, bytes: Int? = nil) -> [UInt8] {
        var file: [UInt8] = []
        if let claim {
            var first = frame(8)
            first.replaceSubrange(13..<17, with: Array("Xing".utf8))
            first.replaceSubrange(17..<21, with: big(bytes == nil ? 1 : 3, 4))
            first.replaceSubrange(21..<25, with: big(Int(claim / 0.036), 4))
            if let bytes { first.replaceSubrange(25..<29, with: big(bytes, 4)) }
            file += first
        }
        let frames = rates.map(frame)
        for index in 0..<Int((seconds / 0.036).rounded()) { file += frames[index % frames.count] }
        return file
    }

    /// ADTS, 16 kHz: a frame of 64 ms and so many bytes.
    static func aac(_ seconds: Double, size: Int = 64) -> [UInt8] {
        let frame: [UInt8] =
            [0xFF, 0xF1, 0x60, 0x40 | UInt8(size >> 11), UInt8(size >> 3 & 0xFF), UInt8(size & 7) << 5 | 0x1F, 0xFC]
            + [UInt8](repeating: 0, count: size - 7)
        return [UInt8](repeatElement(frame, count: Int((seconds / 0.064).rounded())).joined())
    }

    /// 8,000 bytes a second.
    ///
    /// - Parameter sizes: What the header says of the whole and of the data; the truth where nothing is said.
    static func wave(_ seconds: Double, sizes: (Int, Int)? = nil) -> [UInt8] {
        let data = [UInt8](repeating: 0x80, count: Int(seconds * 8000))
        let (whole, sound) = sizes ?? (36 + data.count, data.count)
        return Array("RIFF".utf8) + little(whole, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2)
            + little(1, 2) + little(8000, 4) + little(8000, 4) + little(1, 2) + little(8, 2) + Array("data".utf8)
            + little(sound, 4) + data
    }

    /// Opus in Ogg, a page a second.
    static func opus(_ seconds: Int, serial: Int = 1, size: Int = 100) -> [UInt8] {
        func page(_ flags: UInt8, _ granule: Int, _ body: [UInt8]) -> [UInt8] {
            var table = [UInt8](repeating: 255, count: body.count / 255)
            table.append(UInt8(body.count % 255))
            return Array("OggS".utf8) + [0, flags] + little(granule, 8) + little(serial, 4) + little(0, 8)
                + [UInt8(table.count)] + table + body
        }
        let head = Array("OpusHead".utf8) + [1, 1] + little(312, 2) + little(16_000, 4) + [0, 0, 0]
        let pages = (1...seconds).map {
            page($0 == seconds ? 4 : 0, 312 + $0 * 48_000, [UInt8](repeating: 7, count: size))
        }
        return page(2, 0, head) + page(0, 0, Array("OpusTags".utf8) + little(0, 8)) + pages.joined()
    }

    /// WebM with a cluster a second, as browsers record: of unknown size, without a length unless one is claimed.
    static func webm(_ seconds: Int, claim: Double? = nil, size: Int = 100) -> [UInt8] {
        func element(_ id: [UInt8], _ body: [UInt8]) -> [UInt8] {
            id + [0x40 | UInt8(body.count >> 8), UInt8(body.count & 0xFF)] + body
        }
        let unknown: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        let length = claim.map { element([0x44, 0x89], big(Int(truncatingIfNeeded: ($0 * 1000).bitPattern), 8)) } ?? []
        let info = element([0x15, 0x49, 0xA9, 0x66], element([0x2A, 0xD7, 0xB1], big(1_000_000, 3)) + length)
        let track = element([0xD7], [1]) + element([0x83], [2]) + element([0x86], Array("A_OPUS".utf8))
        let tracks = element([0x16, 0x54, 0xAE, 0x6B], element([0xAE], track))
        let clusters = (0..<seconds).map { second in
            let block = element([0xA3], [0x81, 0x03, 0xE8, 0x80] + [UInt8](repeating: 7, count: size))
            return [0x1F, 0x43, 0xB6, 0x75] + unknown + element([0xE7], big(second * 1000, 4)) + block
        }
        return element([0x1A, 0x45, 0xDF, 0xA3], element([0x42, 0x82], Array("webm".utf8)))
            + [0x18, 0x53, 0x80, 0x67] + unknown + info + tracks + clusters.joined()
    }

    /// MPEG transport stream: a packet of sound a second, and one at the end.
    static func transport(_ seconds: Int, from start: Int) -> [UInt8] {
        (0...seconds).flatMap { second -> [UInt8] in
            let time = (start + second) * 90_000
            let stamp: [UInt8] = [
                0x21 | UInt8(time >> 30 & 7) << 1, UInt8(time >> 22 & 0xFF), 1 | UInt8(time >> 15 & 0x7F) << 1,
                UInt8(time >> 7 & 0xFF), 1 | UInt8(time & 0x7F) << 1,
            ]
            let packet = [0x47, 0x41, 0, 0x10, 0, 0, 1, 0xC0, 0, 0, 0x80, 0x80, 5] + stamp
            return packet + [UInt8](repeating: 0xFF, count: 188 - packet.count)
        }
    }

    /// MP4 in fragments of a second, of two tracks; its header knows no length.
    static func fragments(_ seconds: Int) -> [UInt8] {
        func box(_ name: String, _ body: [UInt8]) -> [UInt8] { big(body.count + 8, 4) + Array(name.utf8) + body }
        func track(_ number: Int, _ kind: String) -> [UInt8] {
            let entry = box("stsd", big(0, 4) + big(1, 4) + box("mp4a", big(0, 28)))
            let media = box("mdhd", big(0, 12) + big(1000, 4) + big(0, 8)) + box("hdlr", big(0, 8) + Array(kind.utf8))
            return box(
                "trak",
                box("tkhd", big(0, 12) + big(number, 4) + big(0, 68))
                    + box("mdia", media + box("minf", box("stbl", entry)))
            )
        }
        func fragment(_ number: Int, _ time: Int) -> [UInt8] {
            box(
                "traf",
                box("tfhd", big(0, 4) + big(number, 4)) + box("tfdt", big(0, 4) + big(time * 1000, 4))
                    + box("trun", big(0, 4) + big(10, 4))
            )
        }
        let usual = [1, 2].flatMap { box("trex", big(0, 4) + big($0, 4) + big(1, 4) + big(100, 4) + big(0, 8)) }
        let head = box("mvhd", big(0, 12) + big(1000, 4) + big(0, 84))
        let movie = box("moov", head + track(1, "vide") + track(2, "soun") + box("mvex", usual))
        return box("ftyp", Array("iso5".utf8) + big(0, 4)) + movie
            + (0..<seconds).flatMap { second in
                box("moof", box("mfhd", big(0, 8)) + fragment(1, second) + fragment(2, second))
                    + box("mdat", big(0, 200))
            }
    }

    /// MP4 whose header claims so many seconds, without any track.
    static func emptyMovie(claiming seconds: Int) -> [UInt8] {
        let head = [1, 0, 0, 0] + big(0, 16) + big(1000, 4) + big(seconds * 1000, 8) + big(0, 80)
        func box(_ name: String, _ body: [UInt8]) -> [UInt8] { big(body.count + 8, 4) + Array(name.utf8) + body }
        return box("ftyp", Array("M4A ".utf8) + big(0, 4) + Array("M4A ".utf8)) + box("moov", box("mvhd", head))
    }

    static func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { $0 > 7 ? 0 : UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    static func little(_ number: Int, _ count: Int) -> [UInt8] { big(number, count).reversed() }
}
