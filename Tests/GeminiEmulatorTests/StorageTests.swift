import Foundation
import Testing

@testable import GeminiEmulator

/// Folders of uploaded bytes, and what becomes of them.
@Suite struct StorageTests {
    static let home = FileManager.default.temporaryDirectory

    /// A folder as an emulator's process leaves it that was killed.
    func leftover() throws -> URL {
        let folder = Self.home.appending(path: "gemini-emulator-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("bytes".utf8).write(to: folder.appending(path: "file"))
        try Data().write(to: folder.appending(path: ".lock"))
        return folder
    }

    @Test func whatAKilledProcessLeftIsSweptAndWhatALivingOneHasIsNot() throws {
        let living = StorageFolder(nil)
        _ = try living.newFile()
        let dead = try leftover()
        let storage = StorageFolder(nil)
        _ = try storage.newFile()
        #expect(!FileManager.default.fileExists(atPath: dead.path))
        #expect(FileManager.default.fileExists(atPath: living.url.path))
        #expect(FileManager.default.fileExists(atPath: storage.url.path))
    }

    @Test func aTemporaryFolderGoesWithItsHolder() throws {
        var storage: StorageFolder? = StorageFolder(nil)
        let url = try #require(storage?.url)
        _ = try storage?.newFile()
        #expect(FileManager.default.fileExists(atPath: url.path))
        storage = nil
        #expect(!FileManager.default.fileExists(atPath: url.path))
    }
}
