import Foundation

/// Small real files.
struct Sample {
    let data: Data

    /// One grey pixel; the number makes the bytes differ, in a chunk that readers skip.
    static func png(_ number: UInt8) -> Sample {
        let image = Data(base64Encoded: pixel) ?? Data()
        return Sample(data: image + Data([number]))
    }

    /// A tenth of a second of silence, 16-bit mono at 8 kHz.
    static var wav: Sample {
        var data = Data("RIFF".utf8)
        data.append(contentsOf: littleEndian(36 + 1600))
        data.append(contentsOf: Data("WAVEfmt ".utf8))
        data.append(
            contentsOf: littleEndian(16) + [1, 0, 1, 0] + littleEndian(8000) + littleEndian(16000) + [2, 0, 16, 0]
        )
        data.append(contentsOf: Data("data".utf8))
        data.append(contentsOf: littleEndian(1600) + [UInt8](repeating: 0, count: 1600))
        return Sample(data: data)
    }

    private static let pixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    private static func littleEndian(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
