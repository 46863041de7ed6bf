public import ArgumentParser
import Foundation
public import Sluice

struct RollupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollup",
        abstract: "Puts all results of an output folder into results.jsonl and results.csv.",
        discussion: """
            Examples:
              sluice rollup results
              sluice rollup results --format csv

            Made from the records alone, at any time, as often as you like: nothing is asked and nothing is sent. A recipe with
            output: { rollups: [jsonl, csv] } has it done at the end of every run, also an interrupted one.

            results.jsonl has each record whole, one a line. results.csv has a row for each record, for spreadsheets: fields
            by dotted path (output.data.title), lists of words as "cat; tabby", lists of objects as JSON. Turns, uploads
            and segments are in results.jsonl only. A text that a spreadsheet would compute has an apostrophe before it.
            """
    )

    @OptionGroup var output: OutputFolderArgument

    @Option(help: "jsonl or csv; may be given twice. Both unless given.")
    var format: [RollupFormat] = []

    @Flag(help: "Print what was written as JSON on standard output.")
    var json = false

    func run() async throws {
        try await reporting {
            let folder = try output.url()
            let report: RollupReport
            do {
                report = try await Rollup(of: folder, as: format.isEmpty ? RollupFormat.allCases : format).rebuild()
            } catch {
                throw Complaint(error, otherwise: .someFailed)
            }
            if json { Console.output.line(report.json.text(.pretty)) }
            let files = report.files.map { folder.appending(path: $0).relativePath.printable }
            Console.error.line(
                "\(report.completed) completed · \(report.failed) failed → \(files.joined(separator: ", "))"
            )
            if report.omittedCells > 0 {
                Console.error.line(
                    "! \(report.omittedCells) cells are not in the CSV: it would need more columns than a spreadsheet has"
                )
            }
            try Damaged.tell(report.damaged, in: output.folder)
            guard report.records > 0 else {
                throw Complaint(.allRefused, "There is no result in \(output.folder.printable).")
            }
        }
    }
}

extension RollupFormat: ExpressibleByArgument {}

extension RollupReport {
    fileprivate var json: JSONValue {
        [
            "completed": completed.json, "failed": failed.json, "files": files.json,
            "omitted_cells": omittedCells.json, "damaged": Damaged.json(damaged),
        ]
    }
}
