import Foundation
import Testing

@testable import SluiceMedia

struct SignatureTests {
    /// A format that is known by its beginning is what libmagic says when it looks at the whole file.
    @Test func theShortWayHasTheSameAnswers() async throws {
        let cookie = try MagicCookie()
        var known = 0
        for specimen in Specimen.all {
            let file = try OpenFile(specimen.path)
            guard Signature(of: ByteReader(file.descriptor, size: file.stamp.size)) != nil else { continue }
            known += 1
            let detected = try await MediaInspector.shared.detect(specimen.path).detected
            #expect(try cookie.type(of: file.descriptor) == detected, "\(specimen.name)")
        }
        #expect(known > 100)
    }

    @Test func noFileDecidesWhatTheNextOneIs() async throws {
        let scratch = Scratch()
        // To libmagic an archive, by a checksum far behind a beginning that is a recording's.
        var tar = Array("RIFF".utf8) + Made.littleEndian(1000, 4) + Array("WAVEfmt ".utf8) + Made.zeros(1008)
        tar.replaceSubrange(257..<263, with: Array("ustar\0".utf8))
        tar.replaceSubrange(148..<156, with: Array("        ".utf8))
        let sum = String(tar.prefix(512).reduce(0) { $0 + Int($1) }, radix: 8)
        tar.replaceSubrange(148..<154, with: Array((String(repeating: "0", count: 6 - sum.utf8.count) + sum).utf8))
        let inspector = MediaInspector(threads: 1)
        _ = try await inspector.detect(scratch.file("a.wav", tar))
        let plain = try #require(Specimen.all.first { $0.name == "plain.wav" })
        #expect(try await inspector.detect(plain.path).type == .wav)
    }
}
