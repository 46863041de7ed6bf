internal import CSluiceCharsets
import Foundation

/// An open conversion to UTF-8 by the system's iconv. Takes the bytes in pieces of any size.
@safe struct Iconv: ~Copyable {
    private let raw: iconv_t
    /// Bytes at the end of a piece that begin a character.
    private var rest: [UInt8] = []
    /// How many bytes have been taken so far.
    private var taken: Int64 = 0
    /// Bytes that are skipped where nothing makes sense.
    var unit = 1
    /// What the encoding has no character for.
    private(set) var damage = TextDamage()

    /// `nil` when the system does not know the encoding.
    init?(from name: String) {
        guard let raw = unsafe CCharsets_open(name) else { return nil }
        unsafe self.raw = raw
    }

    deinit { unsafe iconv_close(raw) }

    /// The next bytes as UTF-8; U+FFFD stands for each byte that means nothing.
    mutating func push(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var input = rest + bytes
        var made: [UInt8] = []
        made.reserveCapacity(input.count + input.count / 2 + 16)
        var start = 0
        while start < input.count {
            let (used, code) = convert(&input, from: start, into: &made)
            start += used
            guard code != 0, code != E2BIG else { continue }
            // A character that goes on in the next piece.
            if code == EINVAL, !isLast, input.count - start < 16 { break }
            damage.note(at: taken + Int64(start))
            made += [0xEF, 0xBF, 0xBD]
            start += min(unit, input.count - start)
        }
        rest = Array(input[start...])
        taken += Int64(start)
        return made
    }

    /// - Returns: How many bytes it took, and why it stopped: zero at the end.
    private func convert(_ input: inout [UInt8], from start: Int, into made: inout [UInt8]) -> (Int, CInt) {
        var used = 0
        var code: CInt = 0
        let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            unsafe input.withUnsafeMutableBytes { bytes in
                var source = unsafe bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                var left = bytes.count - start
                var target = unsafe UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
                var space = buffer.count
                let failed = unsafe iconv(raw, &source, &left, &target, &space) == -1
                code = failed ? errno : 0
                used = bytes.count - start - left
                filled = buffer.count - space
            }
        }
        made += piece
        return (used, code)
    }
}

/// What asks uchardet (Mozilla's detector) for the encoding of bytes.
enum Uchardet {
    /// By uchardet's name; `nil` when it does not know either.
    static func name(of bytes: [UInt8]) -> String? {
        guard let detector = unsafe uchardet_new() else { return nil }
        defer { unsafe uchardet_delete(detector) }
        let code = unsafe bytes.withUnsafeBytes { bytes in
            unsafe uchardet_handle_data(
                detector,
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                bytes.count
            )
        }
        guard code == 0 else { return nil }
        unsafe uchardet_data_end(detector)
        let name = unsafe String(cString: uchardet_get_charset(detector))
        return name.isEmpty ? nil : name
    }
}
