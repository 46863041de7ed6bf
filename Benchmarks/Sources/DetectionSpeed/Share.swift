import Foundation
import SluiceMedia
import Synchronization

/// The part that is measured: everything that a list names, in a process of its own, as `file` is.
final class Share: Sendable {
    private let paths: [String]
    private let taken = Mutex(0)

    private init(_ paths: [String]) { self.paths = paths }

    static func detect(list: String, threads: Int) async throws {
        let text = try String(contentsOfFile: list, encoding: .utf8)
        let share = Share(text.split(separator: "\n").map(String.init))
        let inspector = MediaInspector(threads: threads)
        let sendable = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<threads * 4 { group.addTask { await share.work(with: inspector) } }
            return await group.reduce(0, +)
        }
        print("\(share.paths.count) files, \(sendable) can be sent")
    }

    private func work(with inspector: MediaInspector) async -> Int {
        var sendable = 0
        while let path = next() {
            if (try? await inspector.detect(path))?.type != nil { sendable += 1 }
        }
        return sendable
    }

    private func next() -> String? {
        let index = taken.withLock { taken in
            taken += 1
            return taken - 1
        }
        return index < paths.count ? paths[index] : nil
    }
}
