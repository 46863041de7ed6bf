import ArgumentParser
import Foundation
import Sluice
import StructuredJSON

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Says what became of the items of an output folder, also while a run goes on.",
        discussion: """
            Examples:
              sluice status results
              sluice status results --json | jq '.items[] | select(.state == "failed")'

            The parts of a run that was split with --shard are read together.
            """
    )

    @Argument(help: "The folder that was given to sluice run with -o.")
    var output: String

    @Flag(help: "One JSON object with totals, runs and items.")
    var json = false

    func run() async throws {
        try await reporting {
            var items: [JSONValue] = []
            var failures: [String] = []
            let status: RunStatus
            do {
                status = try await RunStatus(of: URL(filePath: output, directoryHint: .isDirectory)) { item in
                    if json { items.append(item.json) }
                    if item.state == .failed, failures.count < 20 { failures.append(item.line) }
                }
            } catch {
                throw Complaint(error, otherwise: .usage)
            }
            if json { return Console.output.line(status.json(items: items).text(.pretty)) }
            for line in status.lines(failures: failures) { Console.output.line(line) }
        }
    }
}

extension RunStatus {
    fileprivate func json(items: [JSONValue]) -> JSONValue {
        [
            "totals": [
                "completed": completed.json, "failed": failed.json, "skipped": skipped.json,
                "pending": pending?.json ?? .null, "bytes": bytes.json, "requests": attempts.json,
                "tokens": ["input": tokens.input.json, "output": tokens.output.json, "total": tokens.total.json],
                "cost_usd": unpriced == 0 ? Money.rounded(cost).json : .null, "estimated_tokens": estimatedTokens.json,
            ],
            "finally": finally.map {
                [
                    "state": .string($0.state.rawValue), "results": $0.results?.json ?? .null,
                    "reason": $0.reason?.json ?? .null,
                ]
            } ?? .null,
            "runs": .array(runs.map(\.json)),
            "items": .array(items),
        ]
    }

    fileprivate func lines(failures: [String]) -> [String] {
        var lines = runs.map(\.line)
        var counts = ["\(completed) completed", "\(failed) failed", "\(skipped) left out"]
        if let pending { counts.append("\(pending) to do") }
        lines.append(counts.joined(separator: " · "))
        let price = unpriced > 0 ? "the price of \(unpriced) items is not known" : Money.text(cost)
        if tokens.total > 0 { lines.append("\(tokens.total) tokens (\(estimatedTokens) expected) · \(price)") }
        if let finally {
            let results = finally.results.map { " over \($0) results" } ?? ""
            let reason = finally.reason.map { ": \($0.clipped)" } ?? ""
            lines.append("finally: \(finally.state.rawValue.printable)\(results)\(reason)")
        }
        if !failures.isEmpty { lines += ["Failed:"] + failures }
        if failed > failures.count { lines.append("  … and \(failed - failures.count) more; --json has all") }
        let isOpen = { (run: Run) in
            !run.isRunning && (run.stop != nil || run.ended == nil || finally?.state == .failed)
        }
        if let command = runs.first(where: isOpen)?.command {
            lines += ["Go on with:", "  \(command.printable)"]
        }
        return lines
    }
}

extension RunStatus.Run {
    fileprivate var line: String {
        let name = [recipe?.printable, part.map { "part \($0)" }].compactMap(\.self).joined(separator: ", ")
        let began = "\(name): begun \(started.formatted(date: .abbreviated, time: .shortened))"
        if isRunning { return "\(began), running: \(holder.printable)" }
        guard let ended else { return "\(began), broken off" }
        return "\(began), ended after \((ended.timeIntervalSince(started)).rounded(toPlaces: 1)) s"
            + (stop.map { " (\($0))" } ?? "")
    }

    fileprivate var json: JSONValue {
        [
            "pipeline": recipe?.json ?? .null, "shard": part?.description.json ?? .null,
            "started": .string(Timestamp.seconds(started)),
            "ended": ended.map { .string(Timestamp.seconds($0)) } ?? .null, "running": .bool(isRunning),
            "holder": .string(holder), "items": items?.json ?? .null, "stop": stop?.json ?? .null,
            "command": command?.json ?? .null,
        ]
    }
}

extension RunStatus.Item {
    fileprivate var line: String {
        "  \(name.printable): \((reason ?? "unknown").clipped) [\(errorKind?.rawValue ?? "unknown")]"
    }

    fileprivate var json: JSONValue {
        [
            "name": .string(name), "output": output?.json ?? .null, "state": .string(state.rawValue),
            "reason": reason?.json ?? .null, "error_kind": errorKind?.rawValue.json ?? .null,
            "retryable": .bool(isRetryable),
            "tokens": tokens?.json ?? .null, "cost_usd": cost?.json ?? .null, "attempts": attempts.json,
            "bytes": bytes.json, "updated": .string(Timestamp.seconds(updated)),
        ]
    }
}
