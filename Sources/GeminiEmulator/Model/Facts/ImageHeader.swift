/// The format and the size of a picture, read from its first bytes.
struct ImageHeader: Sendable, Hashable {
    let format: String
    let width: Int?
    let height: Int?

    /// - Parameter bytes: the beginning of the file. A JPEG with a long preamble may need 64 KiB and more.
    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
            self.init("PNG", bytes.big32(16), bytes.big32(20))
        } else if bytes.starts(with: "GIF8".utf8) {
            self.init("GIF", bytes.little16(6), bytes.little16(8))
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self.init(webP: bytes)
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self.init(jpeg: bytes)
        } else if bytes.starts(with: "BM".utf8) {
            self.init("BMP", bytes.little16(18), bytes.little16(22))
        } else {
            return nil
        }
    }

    private init(_ format: String, _ width: Int?, _ height: Int?) {
        self.format = format
        self.width = width
        self.height = height
    }

    private init(webP bytes: [UInt8]) {
        let chunk = bytes.dropFirst(12)
        if chunk.starts(with: "VP8X".utf8) {
            self.init("WebP", bytes.little24(24).map { $0 + 1 }, bytes.little24(27).map { $0 + 1 })
        } else if chunk.starts(with: "VP8L".utf8), let low = bytes.little16(21), let high = bytes.little16(23) {
            self.init("WebP", (low & 0x3FFF) + 1, ((low >> 14) | (high & 0xFFF) << 2) + 1)
        } else {
            self.init("WebP", bytes.little16(26).map { $0 & 0x3FFF }, bytes.little16(28).map { $0 & 0x3FFF })
        }
    }

    /// Walks from marker to marker until a start of frame.
    private init(jpeg bytes: [UInt8]) {
        var at = 2
        while at + 9 < bytes.count, bytes[at] == 0xFF {
            let marker = bytes[at + 1]
            let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrame {
                self.init("JPEG", bytes.big16(at + 7), bytes.big16(at + 5))
                return
            }
            guard let length = bytes.big16(at + 2), length >= 2 else { break }
            at += 2 + length
        }
        self.init("JPEG", nil, nil)
    }
}

extension [UInt8] {
    func big16(_ at: Int) -> Int? { at >= 0 && at + 2 <= count ? Int(self[at]) << 8 | Int(self[at + 1]) : nil }

    func little16(_ at: Int) -> Int? { at >= 0 && at + 2 <= count ? Int(self[at]) | Int(self[at + 1]) << 8 : nil }

    func little24(_ at: Int) -> Int? {
        guard let low = little16(at), at + 3 <= count else { return nil }
        return low | Int(self[at + 2]) << 16
    }

    func big32(_ at: Int) -> Int? {
        guard let high = big16(at), let low = big16(at + 2) else { return nil }
        return high << 16 | low
    }

    func little32(_ at: Int) -> Int? {
        guard let low = little16(at), let high = little16(at + 2) else { return nil }
        return high << 16 | low
    }
}
