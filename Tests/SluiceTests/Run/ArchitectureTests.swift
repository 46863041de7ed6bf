import Foundation
import SluiceLedger
import SluiceMedia
import SluiceStages
import Testing

@testable import SluiceEngine

/// The picture of the engine that is written down, and the engine.
struct ArchitectureTests {
    @Test func theStagesAreThoseOfThePictureInItsOrder() throws {
        let article = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/Sluice/Sluice.docc/Architecture.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let rows = text.matches(of: /(?m)^\| ([a-z]+) \| .+→/).map { String($0.output.1) }.filter { $0 != "stage" }
        let run = Run(
            Recipe(name: "r", model: "m", turns: [.init(input: [.media(.files)])]),
            over: ["in"],
            to: URL(filePath: "/nowhere/out"),
            using: Nobody()
        )
        let session = try RunSession(
            run,
            Nobody(),
            OutputFolder(run.output, shard: nil),
            Ledger(),
            RunTally(),
            RunControl(),
            isRehearsal: true
        ) { _ in }
        let journey = session.journey(AnswerHistory(average: nil))
        let stages = Mirror(reflecting: journey).children.compactMap { ($0.value as? any Stage)?.name }
        // Discovering and checking are done over many items at once, before an item's own journey.
        #expect(rows == ["discover", "check"] + stages)
    }

    private struct Nobody: ModelService {
        let name = "nobody"

        func prepare(_ media: MediaFile, for use: MediaUse, in call: ServiceCall) async throws -> MediaAttachment {
            throw CancellationError()
        }

        func answer(_ request: ModelRequest, in call: ServiceCall) async throws -> ModelAnswer {
            throw CancellationError()
        }
    }
}
