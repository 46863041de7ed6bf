import Foundation
import Testing

@testable import GeminiEmulator

/// Where the bytes of uploads are.
@Suite struct StoredBytesTests {
    let storage = StorageFolder(nil)

    private func isOnDisk() -> Bool { FileManager.default.fileExists(atPath: storage.url.path) }

    @Test func fewBytesStayInMemoryUntilAFileIsAskedFor() throws {
        let bytes = StoredBytes(in: storage)
        try bytes.append(Array("first ".utf8))
        try bytes.append(Array("second".utf8))
        bytes.pause()
        #expect(bytes.beginning(8) == Array("first se".utf8))
        #expect(!isOnDisk())
        let path = try bytes.path
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "first second")
        #expect(try bytes.path == path)
        #expect(bytes.beginning(5) == Array("first".utf8))
    }

    @Test func manyBytesGoToTheDiskInTheirOrder() throws {
        let bytes = StoredBytes(in: storage)
        let parts = (0..<5).map { [UInt8](repeating: UInt8($0), count: 30_000) }
        for part in parts {
            try bytes.append(part)
            bytes.pause()
        }
        #expect(isOnDisk())
        #expect(try Data(contentsOf: URL(filePath: try bytes.path)) == Data(parts.joined()))
    }

    @Test func manySmallUploadsDoNotFillTheMemory() throws {
        let part = [UInt8](repeating: 1, count: 64 << 10)
        let uploads = try (0..<129).map { _ in
            let bytes = StoredBytes(in: storage)
            try bytes.append(part)
            return bytes
        }
        #expect(isOnDisk())
        // What is given back may be used by others.
        uploads[0].remove()
        #expect(storage.lend(part.count))
        #expect(!storage.lend(1))
    }

    @Test func inAFolderOfTheUsersChoiceEverythingIsAFile() throws {
        let folder = StorageTests.home.appending(path: "storage-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let bytes = StoredBytes(in: StorageFolder(folder))
        try bytes.append([1, 2, 3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    }

    @Test func whatWasRemovedIsGone() throws {
        let bytes = StoredBytes(in: storage)
        try bytes.append([1])
        let path = try bytes.path
        bytes.remove()
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(bytes.beginning(1).isEmpty)
        #expect(throws: CancellationError.self) { try bytes.path }
    }
}
