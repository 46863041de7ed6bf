import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What tells this machine, and the part of it that a process can see, from others.
enum Machine {
    /// The machine's identity and its name: images of one kind may share the first, and machines the second.
    static let identity: String = {
        let files = ["/etc/machine-id", "/var/lib/dbus/machine-id"]
        return word([files.compactMap(text(of:)).first ?? "", name].joined(separator: "/"))
    }()

    /// An identity that the kernel makes up each time it starts. Empty where the system does not say.
    static let boot: String = {
        #if canImport(Darwin)
            var size = 0
            guard unsafe sysctlbyname("kern.bootsessionuuid", nil, &size, nil, 0) == 0, size > 0 else { return "" }
            var bytes = [UInt8](repeating: 0, count: size)
            guard unsafe sysctlbyname("kern.bootsessionuuid", &bytes, &size, nil, 0) == 0 else { return "" }
            return word(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
        #else
            return word(text(of: "/proc/sys/kernel/random/boot_id") ?? "")
        #endif
    }()

    /// The number of the pid namespace: process numbers mean something else in every other. Empty where there are none.
    static let namespace: String = {
        let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        return (link ?? "").filter { $0.isASCII && $0.isNumber }
    }()

    /// Whether `/proc` is about this process's namespace: `unshare --pid` alone leaves that of another in its place.
    static let showsOwnProcesses: Bool = {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self")) == "\(getpid())"
    }()

    private static let name: String = {
        var bytes = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&bytes, bytes.count - 1) == 0 else { return "" }
        return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }()

    private static func text(of file: String) -> String? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return line.isEmpty ? nil : line
    }

    /// Without the character that separates a holder's fields.
    private static func word(_ text: String) -> String { text.replacing(":", with: "_") }
}
