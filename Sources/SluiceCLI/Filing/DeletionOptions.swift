import ArgumentParser
import Sluice

/// How files are deleted.
struct DeletionOptions: ParsableArguments {
    @Flag(help: "Show what would be deleted, and delete nothing.")
    var dryRun = false

    @Flag(help: "The names that were deleted as one JSON object.")
    var json = false

    /// Deletes one after the other. What cannot be deleted does not stop the rest.
    func delete(
        _ names: [String],
        using client: GeminiClient,
        onDeleted: (String) async throws -> Void = { _ in }
    ) async throws {
        var deleted: [String] = []
        var failed: [String: GeminiError] = [:]
        for name in names {
            do {
                if !dryRun {
                    try await client.files.delete(name)
                    try await onDeleted(name)
                }
                deleted.append(name)
                if !json { Console.output.line("\(dryRun ? "would delete" : "deleted") \(name.printable)") }
            } catch let error as GeminiError where error.complaint.code == .someFailed {
                failed[name] = error
                Console.error.line("✗ \(name.printable): \("\(error)".clipped)")
            }
        }
        if json {
            let summary: JSONValue = [
                "dry_run": .bool(dryRun), "deleted": deleted.json, "failed": failed.keys.sorted().json,
            ]
            Console.output.line(summary.text())
        }
        if !failed.isEmpty { throw ExitCode.someFailed }
    }
}
