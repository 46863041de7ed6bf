import Foundation
import SluiceMedia
import Synchronization
import Testing

struct InspectorTests {
    let scratch = Scratch()

    @Test func aFileIsReadWithItsDigestAndItsSize() async throws {
        let file = try await MediaInspector.shared.read(scratch.file("one.gif", Made.gif))
        #expect(file.bytes == Int64(Made.gif.count))
        #expect(file.sha256 == SHA256Digester.hex(of: Made.gif))
        #expect(file.type == .gif)
        #expect(file.modality == .image)
        #expect(abs(file.modified.timeIntervalSinceNow) < 3600)
    }

    @Test func aLongFileIsDigestedWhole() async throws {
        let bytes = Made.png + [UInt8](repeating: 0x5A, count: 1_000_003)
        #expect(
            try await MediaInspector.shared.read(scratch.file("long", bytes)).sha256 == SHA256Digester.hex(of: bytes)
        )
    }

    @Test func aNameMayHoldAnyCharacter() async throws {
        let name = "a b'\"%\n🦊" + String(repeating: "é", count: 110)
        #expect(try await scratch.detect(name, Made.png).type == .png)
    }

    @Test func whatCannotBeSentSaysSoWithAHint() async throws {
        let path = try scratch.file("clip.mkv", Made.matroska("matroska", tracks: [1]))
        let error = await #expect(throws: MediaError.self) { try await MediaInspector.shared.read(path) }
        #expect(error?.kind.rawValue == "unsupported_type")
        #expect(error?.hint?.contains("ffmpeg") == true)
        #expect(error?.detection?.detected == "video/x-matroska")
    }

    @Test(arguments: ["empty", "folder", "pipe", "dangling", "missing", "loop", "\0", "/dev/null"])
    func whatIsNoFileFailsAtOnce(name: String) async throws {
        _ = try scratch.file("empty", "")
        unsafe mkdir(scratch.path + "/folder", 0o700)
        unsafe mkfifo(scratch.path + "/pipe", 0o600)
        unsafe symlink("nowhere", scratch.path + "/dangling")
        unsafe symlink("loop", scratch.path + "/loop")
        let kinds: [String: MediaError.Kind] = [
            "empty": .empty, "folder": .notAFile, "pipe": .notAFile, "/dev/null": .notAFile,
        ]
        let path = name.hasPrefix("/") ? name : scratch.path + "/" + name
        let error = await #expect(throws: MediaError.self) { try await MediaInspector.shared.read(path) }
        #expect(error?.kind == kinds[name] ?? .unreadable)
        #expect(error?.message.contains("\n") == false)
    }

    @Test func aFileThatGrowsWithoutEndIsGivenUp() async throws {
        let path = try scratch.file("growing.png", Made.png)
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 64 << 20)
        try handle.seekToEnd()
        let isDone = Mutex(false)
        Thread.detachNewThread { @Sendable in
            while !isDone.withLock({ $0 }) { try? handle.write(contentsOf: Data("more ".utf8)) }
        }
        let error = await #expect(throws: MediaError.self) { try await MediaInspector.shared.read(path) }
        isDone.withLock { $0 = true }
        #expect(error?.kind == .changed)
        #expect(error?.kind.rawValue == "unreadable")
    }

    @Test func aCancelledReadEnds() async throws {
        let path = try scratch.file("one.gif", Made.gif)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await MediaInspector.shared.read(path)
        }
        task.cancel()
        let error = await #expect(throws: MediaError.self) { try await task.value }
        #expect(error?.kind == .cancelled)
    }

    @Test func manyReadsShareOneThread() async throws {
        let inspector = MediaInspector(threads: 1)
        let path = try scratch.file("one.gif", Made.gif)
        let digests = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<200 { group.addTask { try await inspector.read(path).sha256 } }
            var seen: Set<String> = []
            for try await digest in group { seen.insert(digest) }
            return seen
        }
        #expect(digests == [SHA256Digester.hex(of: Made.gif)])
    }

    @Test func theSamplesAreWhatTheirNamesSay() async throws {
        let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../samples"
        )
        let names = try #require(FileManager.default.enumerator(atPath: samples.path)).compactMap { $0 as? String }
        let files = names.filter { $0.contains("/") }
        #expect(files.count >= 12)
        for file in files {
            let detection = try await MediaInspector.shared.detect(samples.appendingPathComponent(file).path)
            #expect(detection.type != nil && !detection.disagrees, "\(file): \(detection)")
        }
    }
}

struct DigesterTests {
    // FIPS 180-4 examples, as NIST publishes them.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func theDigestIsThatOfTheStandard(text: String, digest: String) {
        #expect(SHA256Digester.hex(of: Array(text.utf8)) == digest)
    }

    @Test func piecesGiveTheDigestOfTheWhole() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        var digester = SHA256Digester()
        for start in stride(from: 0, to: 1000, by: 7) { digester.update(Array(bytes[start..<min(start + 7, 1000)])) }
        #expect(digester.finishHex() == SHA256Digester.hex(of: bytes))
    }
}
