import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A process, told apart from one that later gets the same number, and from those of other machines and containers.
///
/// A process of this machine and pid namespace is looked up. Any other cannot be: it counts as alive until its lease has run out,
/// which ``HolderLease`` keeps.
struct Holder: Hashable, Sendable {
    /// Where process numbers mean the same. `nil` for a holder of an early version, which did not say.
    let place: Place?
    let process: pid_t
    /// The time the process began, in the system's own unit; empty where the system does not say (proc(5), field 22).
    let started: String

    /// A running kernel and one of its pid namespaces.
    struct Place: Hashable, Sendable {
        /// The machine's identity and name, for machines that do not say when they were started.
        let host: String
        /// Changes when the machine is started anew. Containers have that of their machine.
        let boot: String
        /// Empty where there are none.
        let namespace: String

        static let current = Place(host: Machine.identity, boot: Machine.boot, namespace: Machine.namespace)
    }

    static let current = Holder(place: .current, process: getpid(), started: start(of: "self"))

    init(place: Place?, process: pid_t, started: String) {
        self.place = place
        self.process = process
        self.started = started
    }

    /// Reads what ``text`` wrote, or an early version: `process:started`.
    init?(_ text: String) {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let process = fields.first.flatMap({ pid_t($0) }), process > 0 else { return nil }
        switch fields.count {
        case 2: self.init(place: nil, process: process, started: fields[1])
        case 5:
            let place = Place(host: fields[2], boot: fields[3], namespace: fields[4])
            self.init(place: place, process: process, started: fields[1])
        default: return nil
        }
    }

    var text: String {
        let fields = ["\(process)", started] + (place.map { [$0.host, $0.boot, $0.namespace] } ?? [])
        return fields.joined(separator: ":")
    }

    /// Whether its number can be looked up here. So it was assumed of every holder by early versions.
    var isHere: Bool { place == nil || place == .current }

    /// Whether a process with its number runs here, and began when it did.
    var isRunning: Bool {
        guard kill(process, 0) == 0 || errno == EPERM else { return false }
        guard !started.isEmpty, Machine.showsOwnProcesses else { return true }
        return Self.start(of: "\(process)") == started
    }

    private static func start(of process: String) -> String {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return "" }
        let fields = text[end...].split(separator: " ")
        return fields.count > 20 ? String(fields[20]) : ""
    }
}
