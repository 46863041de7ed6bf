import Foundation

/// AIFF and AIFF-C: Apple's Audio Interchange File Format 1.3 and its draft extension of 1991.
struct AIFFFacts: FactReader {
    let types: Set<MediaType> = ["audio/aiff"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var offset: Int64 = 12
        for _ in 0..<512 {
            guard let chunk = file.bytes(at: offset, 8) else { return }
            let length = Int64(chunk[4...].bigEndian)
            if chunk.has("COMM") {
                guard let body = file.upTo(Int(min(length, 22)), at: offset + 8), body.count >= 18 else { return }
                let frames = body[2..<6].bigEndian
                let rate = Self.extended(Array(body[8..<18]))
                if rate > 0 { facts.duration = Double(frames) / rate }
                facts.codecs = [codec(body)]
                return
            }
            offset += 8 + length + length % 2
        }
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
