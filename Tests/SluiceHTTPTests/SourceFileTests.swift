import Foundation
import SluiceHTTP
import Testing

struct SourceFileTests {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent("http-\(UUID().uuidString)").path

    @Test func aFileIsReadAtAnyOffset() throws {
        let file = try make("hello world")
        #expect(file.size == 11)
        #expect(try file.read(at: 6, count: 5) == Array("world".utf8))
        #expect(try file.read(at: 6, count: 500) == Array("world".utf8))
        #expect(try file.read(at: 60, count: 5).isEmpty)
    }

    @Test func whatWasOpenedStaysWhatIsRead() throws {
        let file = try make("hello")
        try Data("other".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        #expect(try file.read(at: 0, count: 5) == Array("hello".utf8))
        try FileManager.default.removeItem(atPath: path)
    }

    @Test(arguments: ["missing", "pipe", "folder", "/dev/null"])
    func whatIsNoRegularFileIsRefusedAtOnce(name: String) throws {
        unsafe mkdir(path, 0o700)
        unsafe mkdir(path + "/folder", 0o700)
        unsafe mkfifo(path + "/pipe", 0o600)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let target = name.hasPrefix("/") ? name : path + "/" + name
        let error = #expect(throws: TransportError.self) { try SourceFile(opening: target) }
        #expect(error?.kind == .unreadableBody)
        #expect(error?.message.hasPrefix(target) == true)
    }

    @Test func itClosesWithItsLastHolder() throws {
        let descriptor = try make("hello").descriptor
        try FileManager.default.removeItem(atPath: path)
        var info = stat()
        let other = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
        #expect(unsafe fstat(descriptor, &info) != 0 || other?.contains(path) != true)
    }

    /// The file has a name until the test ends or removes it.
    private func make(_ text: String) throws -> SourceFile {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try SourceFile(opening: path)
    }
}
