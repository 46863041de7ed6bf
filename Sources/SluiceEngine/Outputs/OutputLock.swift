import Foundation
import SluiceLedger
import SluiceSupport
import StructuredJSON

/// The right to write to an output folder: one run at a time. It ends with the value, and with the process however that dies.
final class OutputLock: Sendable {
    private let file: OpenDescriptor

    enum Kind { case alone, together }

    /// - Throws: ``ItemError`` of kind `busy` that says who holds the folder, or `unwritable`.
    init(_ file: URL, _ kind: Kind = .alone) throws(ItemError) {
        let path = file.path(percentEncoded: false)
        do throws(StateFile.Failure) {
            self.file = try StateFile.open(path, rights: 0o644)
        } catch {
            throw ItemError(kind: .unwritable, message: "\(path) \(error)", hint: "look at it, and remove it")
        }
        guard self.file.lock(isShared: kind == .together) else {
            let holder = Self.holder(self.file)
            throw ItemError(
                kind: .busy,
                message: "Another run is writing to this output folder: \(holder)",
                hint: "wait until it ends (--wait does), or choose another folder with -o"
            )
        }
        let found = Self.note(self.file)
        guard found.isEmpty || found.starts(with: "process ".utf8) else {
            throw ItemError(
                kind: .unwritable,
                message: "\(path) holds something else than a run's lock",
                hint: "look at it, and remove it"
            )
        }
        let now = Timestamp.seconds(Date.now)
        let note = Array("process \(getpid()) on \(Self.host) since \(now)".utf8)
        ftruncate(self.file.number, 0)
        // It is for people; the lock is held without it.
        try? self.file.write(note)
    }

    deinit { file.unlock() }

    /// Whether a run holds a lock at this moment. Takes nothing.
    static func isHeld(_ file: URL) -> Bool {
        let path = file.path(percentEncoded: false)
        do {
            let file = try OpenDescriptor(opening: path, [.readOnly, .noFollow, .nonBlocking])
            guard file.lock(isShared: true) else { return true }
            file.unlock()
        } catch {
            // There is none, or it cannot be looked at.
        }
        return false
    }

    /// This machine's own name, without asking a name server.
    static var host: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&buffer, 255) == 0 else { return "this machine" }
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return name.isEmpty ? "this machine" : String(decoding: name, as: UTF8.self)
    }

    private static func note(_ file: borrowing OpenDescriptor) -> [UInt8] {
        (try? file.read(at: 0, count: 200)) ?? []
    }

    private static func holder(_ file: borrowing OpenDescriptor) -> String {
        let note = note(file)
        return note.isEmpty ? "it has not said which" : String(decoding: note, as: UTF8.self)
    }
}
