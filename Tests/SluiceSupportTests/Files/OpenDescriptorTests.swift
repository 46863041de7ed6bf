import Foundation
import SluiceSupport
import TestSupport
import Testing

struct OpenDescriptorTests {
    let folder = TemporaryFolder()

    private func path(_ name: String) -> String { (folder / name).path(percentEncoded: false) }

    @Test func whatIsWrittenIsReadAtAnyOffset() throws {
        let file = try OpenDescriptor(opening: path("a"), [.readWrite, .exclusive], rights: 0o600)
        try file.write(Array("hello".utf8))
        try file.sync()
        let pieces = [try file.read(at: 1, count: 3), try file.read(at: 3, count: 10), try file.read(at: 9, count: 10)]
        #expect(pieces == [Array("ell".utf8), Array("lo".utf8), []])
        let status = try file.status()
        #expect(status.kind == .regular)
        #expect(status.size == 5)
        #expect(status == (try FileStatus(of: path("a"))))
    }

    @Test func anErrorHasTheSystemsWords() {
        let error = #expect(throws: SystemError.self) { try FileStatus(of: path("none")) }
        #expect(error?.description == "No such file or directory")
        #expect(throws: SystemError.self) { _ = try OpenDescriptor(opening: path("none"), .readOnly) }
    }

    @Test func aLinkIsNotFollowedWhereThatIsAskedFor() throws {
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "/")
        #expect(try FileStatus(of: path("link")).kind == .folder)
        #expect(try FileStatus(of: path("link"), followingLinks: false).kind == .link)
        #expect(throws: SystemError.self) { _ = try OpenDescriptor(opening: path("link"), [.readOnly, .noFollow]) }
    }

    @Test func aLockExcludesOthersUntilItIsGivenBack() throws {
        let first = try OpenDescriptor(opening: path("lock"), [.readWrite, .create])
        let second = try OpenDescriptor(opening: path("lock"), [.readWrite])
        let whileFree = first.lock()
        let whileHeld = [second.lock(), second.lock(isShared: true)]
        first.unlock()
        let shared = [second.lock(isShared: true), first.lock(isShared: true)]
        #expect(whileFree)
        #expect(whileHeld == [false, false])
        #expect(shared == [true, true])
    }

    @Test func aFileWithoutANameHoldsWhatIsWritten() throws {
        let file = try OpenDescriptor.anonymous()
        try file.write([1, 2, 3])
        let bytes = try file.read(at: 0, count: 5)
        #expect(bytes == [1, 2, 3])
    }
}
