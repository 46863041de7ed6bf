import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process, told apart from one that later gets the same number.
struct Holder: Hashable, Sendable {
    let process: pid_t
    let started: String

    static let current = Holder(process: getpid(), started: start(of: getpid()))

    private init(process: pid_t, started: String) {
        self.process = process
        self.started = started
    }

    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let process = pid_t(parts[0]) else { return nil }
        self.init(process: process, started: String(parts[1]))
    }

    var text: String { "\(process):\(started)" }

    var isAlive: Bool {
        guard kill(process, 0) == 0 || errno == EPERM else { return false }
        return started.isEmpty || Self.start(of: process) == started
    }

    /// The time the process began, in the system's own unit; empty where the system does not say (proc(5), field 22).
    private static func start(of process: pid_t) -> String {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return "" }
        let fields = text[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : ""
    }
}
