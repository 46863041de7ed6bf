import Foundation
import StructuredJSON
import Synchronization
import TestSupport

/// A real browser without a window, driven over a pair of pipes by the DevTools protocol.
///
/// It ends when the pipes do, and so with the tests.
final class Chromium: Sendable {
    struct Gone: Error {}
    struct Refusal: Error { let message: String }

    /// `nil` when there is none on the `PATH`.
    static let path: String? = {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let names = ["chromium", "chromium-browser", "google-chrome"]
        return folders.flatMap { folder in names.map { "\(folder)/\($0)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// One for all tests: starting it takes longer than they do.
    private static let shared = Task { try await Chromium() }

    private struct State {
        var number = 0
        var isGone = false
        var waiting: [Int: CheckedContinuation<JSONValue, any Error>] = [:]
        var events: [String: [JSONValue]] = [:]
        var watchers: [(session: String, method: String, waiter: CheckedContinuation<Void, any Error>)] = []
    }

    private let state = Mutex(State())
    private let commands: FileHandle

    /// An empty page of its own.
    static func page() async throws -> BrowserPage { try await BrowserPage(in: shared.value) }

    private init() async throws {
        let profile = FileManager.default.temporaryDirectory.appending(path: "sluice-chromium-\(UUID().uuidString)")
            .path
        // The protocol is spoken over descriptors three and four. The shell outlives us, to clear up behind the browser.
        let script = "profile=$1; shift; \"$@\" 3<&0 4>&1 </dev/null >&2; rm -rf \"$profile\""
        let arguments = [
            "-c", script, "sh", profile, Self.path ?? "", "--headless", "--remote-debugging-pipe", "--disable-gpu",
            "--mute-audio", "--no-first-run", "--disable-background-networking",
            "--autoplay-policy=no-user-gesture-required", "--user-data-dir=\(profile)",
            getuid() == 0 ? "--no-sandbox" : "--disable-extensions", "about:blank",
        ]
        let (input, output) = try Program(at: "/bin/sh").start(arguments)
        commands = input
        Thread.detachNewThread { @Sendable [self] in
            listen(output)
            end()
        }
    }

    /// Messages are JSON, each with a NUL behind it.
    private func listen(_ handle: FileHandle) {
        var buffer = Data()
        while true {
            let more = handle.availableData
            guard !more.isEmpty else { return }
            buffer.append(more)
            while let end = buffer.firstIndex(of: 0) {
                if let message = try? JSONValue(parsing: Array(buffer[..<end])) { take(message) }
                buffer.removeSubrange(...end)
            }
        }
    }

    private func take(_ message: JSONValue) {
        if let number = message["id"]?.number?.int {
            let waiter = state.withLock { $0.waiting.removeValue(forKey: number) }
            if let error = message["error"] {
                waiter?.resume(throwing: Refusal(message: error["message"]?.string ?? ""))
            } else {
                waiter?.resume(returning: message["result"] ?? .null)
            }
            return
        }
        let session = message["sessionId"]?.string ?? ""
        let ready = state.withLock { state in
            state.events[session, default: []].append(message)
            let ready = state.watchers.filter { $0.session == session && $0.method == message["method"]?.string }
            state.watchers.removeAll { $0.session == session && $0.method == message["method"]?.string }
            return ready.map(\.waiter)
        }
        for waiter in ready { waiter.resume() }
    }

    private func end() {
        let left = state.withLock { state in
            state.isGone = true
            defer {
                state.waiting = [:]
                state.watchers = []
            }
            return (Array(state.waiting.values), state.watchers.map(\.waiter))
        }
        for waiter in left.0 { waiter.resume(throwing: Gone()) }
        for waiter in left.1 { waiter.resume(throwing: Gone()) }
    }

    @discardableResult
    func send(_ method: String, _ parameters: JSONObject = [:], to session: String? = nil) async throws -> JSONValue {
        try await withCheckedThrowingContinuation { waiter in
            let number: Int? = state.withLock { state in
                guard !state.isGone else { return nil }
                state.number += 1
                state.waiting[state.number] = waiter
                return state.number
            }
            guard let number else { return waiter.resume(throwing: Gone()) }
            var message: JSONObject = ["id": number.json, "method": .string(method), "params": .object(parameters)]
            message["sessionId"] = session?.json
            try? commands.write(contentsOf: Data(message.json.serialized() + [0]))
        }
    }

    /// Waits until a page has said something, now or earlier.
    func wait(for method: String, in session: String) async throws {
        try await withCheckedThrowingContinuation { waiter in
            let isNow: Bool? = state.withLock { state in
                if state.isGone { return nil }
                if state.events[session]?.contains(where: { $0["method"]?.string == method }) == true { return true }
                state.watchers.append((session, method, waiter))
                return false
            }
            if isNow == nil { waiter.resume(throwing: Gone()) }
            if isNow == true { waiter.resume() }
        }
    }

    func events(in session: String) -> [JSONValue] { state.withLock { $0.events[session] ?? [] } }
}
