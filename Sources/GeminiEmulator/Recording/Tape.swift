import Foundation
import SluiceSupport
import StructuredJSON
import Synchronization

/// The folder of a recording: one file for each exchange, in their order.
final class Tape: Sendable {
    private struct State {
        var count: Int
        /// The real addresses of upload sessions by the names we gave them.
        var sessions: [String: String] = [:]
    }

    private let folder: URL
    private let state: Mutex<State>
    /// Two that write would number their files alike.
    private let lock: FolderLock

    /// Goes on behind what is there already.
    ///
    /// - Throws: when the folder cannot be made; ``RuleError`` when another writes there.
    init(_ folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard let lock = FolderLock(holding: folder) else {
            throw RuleError("another recorder is writing into it")
        }
        self.lock = lock
        self.folder = folder
        state = Mutex(State(count: try Self.files(of: folder).count))
    }

    static func files(of folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
            .map { folder.appending(path: $0) }
    }

    func write(_ exchange: RecordedExchange, operation: String) throws {
        let number = state.withLock { state in
            state.count += 1
            return state.count
        }
        let name = number.digits(5)
        let data = Data(exchange.json.serialized(.pretty) + [0x0A])
        try data.write(to: folder.appending(path: "\(name)-\(operation).json"), options: .atomic)
    }

    /// A name for an upload session, under which its address is kept.
    func name(session url: String) -> String {
        state.withLock { state in
            if let known = state.sessions.first(where: { $0.value == url })?.key { return known }
            let name = "upload-\(state.count + 1)-\(state.sessions.count + 1)"
            state.sessions[name] = url
            return name
        }
    }

    func session(_ name: String) -> String? { state.withLock { $0.sessions[name] } }
}
