import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One of the two standard streams. Lines are written whole, also when several tasks write.
///
/// A reader that has gone away, as with `| head`, is no reason to fail.
final class Console: Sendable {
    static let output = Console(1)
    static let error = Console(2)

    private let descriptor: CInt
    /// Why something could not be written: the system's number of the first such error.
    private let failure = Mutex<CInt?>(nil)

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
    func line(_ text: String) { write(text.obeyed + "\n") }

    /// - Throws: ``Complaint`` when something could not be written, other than to a reader that has gone away.
    func requireWritten() throws {
        guard let number = failure.withLock(\.self) else { return }
        let reason = unsafe String(cString: strerror(number))
        throw Complaint(.someFailed, "Not everything could be written to standard output: \(reason)")
    }

    func write(_ text: String) {
        failure.withLock { failure in
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = unsafe bytes.withUnsafeBytes { unsafe put($0) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    if errno != EPIPE { failure = failure ?? errno }
                    return
                }
                bytes = bytes.dropFirst(count)
            }
        }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}

extension String {
    /// The text on one line and without anything that a terminal obeys: names of files and words of servers are strangers'.
    var printable: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                // Joiners make one emoji of several.
                if scalar == "\u{200D}" {
                    text.unicodeScalars.append(scalar)
                } else {
                    text += scalar.escaped(asASCII: true)
                }
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension String {
    /// The text with everything written out that a terminal obeys or that turns the direction of what follows, line ends and tabs
    /// aside: as JSON and Swift write it, which is the same text to both.
    fileprivate var obeyed: String {
        let isHarmless = utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 0x0A || $0 == 0x09 }
        if isHarmless || !unicodeScalars.contains(where: \.isObeyed) { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.isObeyed {
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The text without what a terminal obeys or that turns the direction of what follows; lines and tabs stay.
    var withoutControls: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isObeyed }))
    }
}

extension Unicode.Scalar {
    /// Whether it moves a cursor, rings a bell, or turns the direction of what follows.
    fileprivate var isObeyed: Bool {
        switch value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension String {
    /// The printable text, no longer than a person reads of it; the record has all of it.
    var clipped: String {
        let text = printable
        return text.count > 200 ? text.prefix(199) + "…" : text
    }
}
