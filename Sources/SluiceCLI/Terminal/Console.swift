import Foundation
import SluiceSupport
import Synchronization

/// One of the two standard streams. Lines are written whole, also when several tasks write.
///
/// A reader that has gone away, as with `| head`, is no reason to fail.
final class Console: Sendable {
    static let output = Console(1)
    static let error = Console(2)

    private let descriptor: CInt
    /// Why something could not be written: the first such error.
    private let failure = Mutex<SystemError?>(nil)

    private init(_ descriptor: CInt) { self.descriptor = descriptor }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Whether a line can be written over: not by what calls itself dumb.
    var canRewriteLines: Bool { isTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb" }

    /// How many columns there are; 80 when nobody says.
    var width: Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes a line of ours. Names and words of strangers in it have been made ``Swift/String/printable``; what was forgotten is
    /// made harmless here, line ends and tabs aside. JSON stays the JSON that it is.
    func line(_ text: String) { write(text.sanitized(for: .terminalLines) + "\n") }

    /// - Throws: ``Complaint`` when something could not be written, other than to a reader that has gone away.
    func requireWritten() throws {
        guard let reason = failure.withLock(\.self) else { return }
        throw Complaint(.someFailed, "Not everything could be written to standard output: \(reason)")
    }

    func write(_ text: String) {
        failure.withLock { failure in
            do throws(SystemError) {
                try OpenDescriptor.write(Array(text.utf8), to: descriptor)
            } catch {
                if error.code != EPIPE { failure = failure ?? error }
            }
        }
    }
}

extension String {
    /// The text on one line and without anything that a terminal obeys: names of files and words of servers are strangers'.
    var printable: String { sanitized(for: .terminal) }

    /// The printable text, no longer than a person reads of it; the record has all of it.
    var clipped: String {
        let text = printable
        return text.count > 200 ? text.prefix(199) + "…" : text
    }
}
