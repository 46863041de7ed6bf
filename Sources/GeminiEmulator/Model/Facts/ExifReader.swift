/// The few EXIF facts that people ask for, from the beginning of a JPEG (TIFF 6.0 directories in the APP1 segment).
struct ExifReader {
    private let bytes: [UInt8]
    private let isBigEndian: Bool

    private(set) var camera: String?
    private(set) var date: String?
    private(set) var orientation: Int?

    /// - Parameter jpeg: the beginning of the file. `nil` when there is no EXIF in it.
    init?(jpeg: [UInt8]) {
        guard let tiff = Self.tiff(in: jpeg) else { return nil }
        bytes = tiff
        isBigEndian = tiff.starts(with: "MM".utf8)
        guard isBigEndian || tiff.starts(with: "II".utf8), let first = int32(4) else { return nil }
        var maker: String?
        for (tag, at) in entries(first) {
            switch tag {
            case 0x10F: maker = text(at)
            case 0x110: camera = text(at)
            case 0x112: orientation = int16(at + 8).flatMap { (1...8).contains($0) ? $0 : nil }
            case 0x132: date = date ?? text(at)
            case 0x8769:
                guard let inner = int32(at + 8) else { continue }
                date = entries(inner).first { $0.tag == 0x9003 }.flatMap { text($0.at) } ?? date
            default: continue
            }
        }
        if let maker, let model = camera, !model.hasPrefix(maker) { camera = "\(maker) \(model)" }
    }

    private static func tiff(in jpeg: [UInt8]) -> [UInt8]? {
        guard jpeg.starts(with: [0xFF, 0xD8]) else { return nil }
        var at = 2
        while at + 4 <= jpeg.count, jpeg[at] == 0xFF, jpeg[at + 1] != 0xDA {
            guard let length = jpeg.big16(at + 2), length >= 2 else { return nil }
            let end = min(at + 2 + length, jpeg.count)
            let body = jpeg[min(at + 4, end)..<end]
            if jpeg[at + 1] == 0xE1, body.starts(with: "Exif\0\0".utf8) { return Array(body.dropFirst(6)) }
            at += 2 + length
        }
        return nil
    }

    /// The places of a directory's entries, twelve bytes each.
    private func entries(_ offset: Int) -> [(tag: Int, at: Int)] {
        guard let count = int16(offset) else { return [] }
        return (0..<min(count, 200)).compactMap { index in
            let at = offset + 2 + index * 12
            return int16(at).map { ($0, at) }
        }
    }

    private func text(_ at: Int) -> String? {
        guard let count = int32(at + 4), (1...256).contains(count), let place = count <= 4 ? at + 8 : int32(at + 8),
            place >= 0, place + count <= bytes.count
        else { return nil }
        let text = bytes[place..<place + count].prefix { $0 != 0 }
        let trimmed = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return trimmed.isEmpty ? nil : trimmed
    }

    private func int16(_ at: Int) -> Int? { isBigEndian ? bytes.big16(at) : bytes.little16(at) }
    private func int32(_ at: Int) -> Int? { isBigEndian ? bytes.big32(at) : bytes.little32(at) }
}
