import Foundation

/// AIFF and AIFF-C: Apple's Audio Interchange File Format 1.3 and its draft extension of 1991. The frames that are told are
/// held against the sound's bytes.
struct AIFFFacts: FactReader {
    let types: Set<MediaType> = ["audio/aiff"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var claimed: Double?
        var measured: MeasuredLength?
        var offset: Int64 = 0
        for index in 0..<64 {
            guard let head = file.bytes(at: offset, 12), ChunkedSound.isFile(head) else { break }
            let piece = piece(at: offset + 12, in: &file)
            if index == 0 {
                facts.codecs = piece.codec.map { [$0] } ?? []
                claimed = piece.claimed
            }
            if let seconds = piece.measured {
                measured = (measured ?? MeasuredLength(seconds: 0)) + MeasuredLength(seconds: seconds)
            }
            guard piece.end > offset else { break }
            offset = piece.end
        }
        facts.settle(claimed: claimed, measured: measured)
    }

    private struct Piece {
        var codec: String?
        var claimed: Double?
        var measured: Double?
        var end: Int64 = 0
    }

    private func piece(at start: Int64, in file: inout ByteReader) -> Piece {
        var piece = Piece()
        var offset = start
        var sound: Int64?
        var rate = 0.0
        for _ in 0..<512 {
            guard let chunk = file.bytes(at: offset, 8), !chunk.has("FORM") else { break }
            var length = Int64(chunk[4...].bigEndian)
            if chunk.has("COMM") {
                guard let body = file.upTo(Int(min(length, 22)), at: offset + 8), body.count >= 18 else { break }
                let samples = Self.extended(Array(body[8..<18]))
                let codec = codec(body)
                piece.codec = codec
                if samples > 0 { piece.claimed = Double(body[2..<6].bigEndian) / samples }
                let isLogarithmic = codec.hasSuffix("law")
                let bytes = isLogarithmic ? 1 : (Double(body[6..<8].bigEndian) / 8).rounded(.up)
                let width = codec.hasPrefix("pcm_") ? bytes : 0
                rate = samples * width * Double(body[..<2].bigEndian)
            } else if chunk.has("SSND") {
                length = ChunkedSound.bytes(length, from: offset + 8, isLittleEndian: false, in: &file)
                sound = max(0, length - 8)
            }
            offset += 8 + length + length % 2
        }
        if let sound, rate > 0 { piece.measured = Double(sound) / rate }
        piece.end = offset
        return piece
    }

    private func codec(_ body: [UInt8]) -> String {
        let bits = body[6..<8].bigEndian
        guard body.count >= 22 else { return bits <= 8 ? "pcm_s8" : "pcm_s\(bits)be" }
        return switch Box.name(body[18..<22]) {
        case "NONE", "twos": bits <= 8 ? "pcm_s8" : "pcm_s\(bits)be"
        case "sowt": "pcm_s16le"
        case "fl32", "FL32": "pcm_f32be"
        case "fl64", "FL64": "pcm_f64be"
        case let name: FourCharacterCode.codec(name)
        }
    }

    /// A number of 80 bits (IEEE 754, extended).
    private static func extended(_ bytes: [UInt8]) -> Double {
        let exponent = Int(bytes[..<2].bigEndian & 0x7FFF)
        return Double(bytes[2...].bigEndian) * pow(2, Double(exponent - 16_383 - 63))
    }
}
