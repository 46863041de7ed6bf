import Foundation
import Sluice
import Synchronization
import TestSupport
import Testing

struct EventTests {
    let desk = Desk()

    @Test func everyEventMatchesThePublishedSchema() async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(1), to: "in/copy.png")
        try desk.write("", to: "in/empty.png")
        try desk.write("words", to: "in/notes.txt")
        let lines = Mutex<[JSONValue]>([])
        let summary = try await desk.run(Desk.describing(extra: "select: {modalities: [image]}")) { event in
            lines.withLock { $0.append(event.json()) }
        }
        let schema = try JSONSchema(RunEvent.schema)
        let all = lines.withLock(\.self) + [summary.event()]
        for line in all { #expect(schema.violations(of: line).isEmpty, "\(line)") }
        let ends = all.filter { $0["event"] == "finished" }.compactMap { $0["status"]?.string }
        #expect(ends.sorted() == ["completed", "completed", "failed", "skipped"])
        #expect(all.last?["completed"] == 2)
    }

    @Test func whatAnEventLacksIsNoticed() throws {
        let schema = try JSONSchema(RunEvent.schema)
        #expect(!schema.violations(of: ["event": "finished", "time": "2026-10-01T00:00:00Z"]).isEmpty)
    }
}
