import SluiceMedia
import Testing

/// Containers that hold many kinds of file, told by what is in them.
struct ContainerTests {
    let scratch = Scratch()

    @Test(arguments: [
        (["__properties_version1.0", "__nameid_version1.0"], "Outlook message"), (["VisioDocument"], "Visio"),
        (["Quill", "Contents"], "Publisher"), (["EncryptedPackage", "EncryptionInfo"], "needs a password"),
        (["MatOST"], "Works"), (["FileHeader", "BodyText"], "Hangul"),
        (["PowerPoint Document", "EncryptedSummary"], "needs a password"),
    ])
    func aCompoundFileIsNamedByItsStreams(names: [String], words: String) async throws {
        let detection = try await scratch.detect("nameless", Made.compound(names))
        #expect(detection.type == nil)
        #expect(detection.reason?.contains(words) == true, "\(detection)")
    }

    @Test func aCompoundFileIsNamedByItsClass() async throws {
        let installer = [0x84, 0x10, 0x0C, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46] as [UInt8]
        let detection = try await scratch.detect("nameless", Made.compound(["a"], root: installer))
        #expect(detection.reason?.contains("Windows installer") == true, "\(detection)")
    }

    @Test func aDocumentAmongManyStreamsIsFound() async throws {
        let names = (0..<40).map { "stream\($0)" } + ["Workbook"]
        let detection = try await scratch.detect("nameless", Made.compound(names))
        #expect(detection.type == "application/vnd.ms-excel", "\(detection)")
    }

    @Test func anArchiveWithEncryptedPartsNeedsAPassword() async throws {
        var archive = Made.zip(("a.txt", [1, 2, 3]))
        let directory = try #require(archive.indices.first { archive[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        archive[directory + 8] |= 1
        let detection = try await scratch.detect("nameless", archive)
        #expect(detection.reason?.contains("needs a password") == true, "\(detection)")
    }

    @Test func aLockedDocumentSaysHowToUnlockIt() async throws {
        let path = Specimen.all.first { $0.name == "locked-256.pdf" }?.path
        let detection = try await MediaInspector.shared.detect(try #require(path))
        #expect(detection.content == .pdf)
        #expect(detection.reason?.contains("qpdf --decrypt") == true)
    }

    @Test(arguments: [
        ("letter.pages", "Pages document"), ("drawing.vsdx", "Visio drawing: export it as PDF"),
        ("talk.key", "Keynote"),
        ("binary.xlsb", "binary Excel"), ("app.apk", "Android app"),
    ])
    func whatAnArchiveIsStandsInItsRefusal(name: String, words: String) async throws {
        let path = try #require(Specimen.all.first { $0.name == name }?.path)
        let reason = try await MediaInspector.shared.detect(path).reason?.replacing(" cannot be sent", with: "")
        #expect(reason?.contains(words) == true, "\(reason ?? "")")
    }
}

extension Made {
    /// A compound file with empty streams of these names.
    static func compound(_ names: [String], root: [UInt8] = zeros(16)) -> [UInt8] {
        func entry(_ name: String, _ kind: UInt8, _ identifier: [UInt8]) -> [UInt8] {
            var made: [UInt8] = []
            for unit in name.utf16 { made += littleEndian(Int(unit), 2) }
            made += [0, 0]
            let length = made.count
            made += zeros(64 - length) + littleEndian(length, 2) + [kind, 1]
            made += [UInt8](repeating: 0xFF, count: 12) + identifier + zeros(20)
            made += littleEndian(0xFFFF_FFFE, 4) + zeros(8)
            return made
        }
        var directory = entry("Root Entry", 5, root) + names.flatMap { entry($0, 2, zeros(16)) }
        directory += zeros((512 - directory.count % 512) % 512)
        let sectors = directory.count / 512
        let chain = (0..<sectors).map { $0 + 1 < sectors ? $0 + 2 : 0xFFFF_FFFE }
        let table = ([0xFFFF_FFFD] + chain).flatMap { littleEndian($0, 4) }
        var head: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + zeros(16)
        head +=
            littleEndian(0x3E, 2) + littleEndian(3, 2) + [0xFE, 0xFF] + littleEndian(9, 2) + littleEndian(6, 2)
            + zeros(10)
        head +=
            littleEndian(1, 4) + littleEndian(1, 4) + zeros(4) + littleEndian(4096, 4) + littleEndian(0xFFFF_FFFE, 4)
        head += zeros(4) + littleEndian(0xFFFF_FFFE, 4) + zeros(4) + zeros(4) + [UInt8](repeating: 0xFF, count: 432)
        return head + table + [UInt8](repeating: 0xFF, count: 512 - table.count) + directory + zeros(4096)
    }
}
