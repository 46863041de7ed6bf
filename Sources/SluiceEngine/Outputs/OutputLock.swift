import Foundation
import SluiceLedger
import StructuredJSON

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The right to write to an output folder: one run at a time. It ends with the value, and with the process however that dies.
final class OutputLock: Sendable {
    private let descriptor: CInt

    enum Kind { case alone, together }

    /// - Throws: ``ItemError`` of kind `busy` that says who holds the folder, or `unwritable`.
    init(_ file: URL, _ kind: Kind = .alone) throws(ItemError) {
        let path = file.path(percentEncoded: false)
        let descriptor: CInt
        do throws(StateFile.Failure) {
            descriptor = try StateFile.open(path, rights: 0o644)
        } catch {
            throw ItemError(kind: .unwritable, message: "\(path) \(error)", hint: "look at it, and remove it")
        }
        guard flock(descriptor, (kind == .alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 else {
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw ItemError(
                kind: .busy,
                message: "Another run is writing to this output folder: \(holder)",
                hint: "wait until it ends (--wait does), or choose another folder with -o"
            )
        }
        let found = Self.note(descriptor)
        guard found.isEmpty || found.starts(with: "process ".utf8) else {
            close(descriptor)
            throw ItemError(
                kind: .unwritable,
                message: "\(path) holds something else than a run's lock",
                hint: "look at it, and remove it"
            )
        }
        self.descriptor = descriptor
        let now = Timestamp.seconds(Date.now)
        let note = Array("process \(getpid()) on \(Self.host) since \(now)".utf8)
        ftruncate(descriptor, 0)
        _ = unsafe note.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Unlocked by name: a child that is being started at this moment holds a copy of the descriptor, and of its lock.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Whether a run holds a lock at this moment. Takes nothing.
    static func isHeld(_ file: URL) -> Bool {
        let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = unsafe open(file.path(percentEncoded: false), flags)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return true }
        flock(descriptor, LOCK_UN)
        return false
    }

    /// This machine's own name, without asking a name server.
    static var host: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&buffer, 255) == 0 else { return "this machine" }
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return name.isEmpty ? "this machine" : String(decoding: name, as: UTF8.self)
    }

    private static func note(_ descriptor: CInt) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 200) { buffer, count in
            count = max(0, unsafe pread(descriptor, buffer.baseAddress, 200, 0))
        }
    }

    private static func holder(_ descriptor: CInt) -> String {
        let note = note(descriptor)
        return note.isEmpty ? "it has not said which" : String(decoding: note, as: UTF8.self)
    }
}
