import Foundation
import GeminiEmulator
import Sluice
import TestSupport

/// A folder with inputs and outputs, and an emulator to run against.
struct Desk {
    let folder = TemporaryFolder()
    private let emulator: Emulator
    private let gemini: GeminiClient

    init() {
        var options = EmulatorOptions()
        options.tools = .none
        emulator = Emulator(options)
        gemini = GeminiClient(key: "any", transport: emulator)
    }

    /// A recipe of one turn.
    static func describing(
        prompt: String = "What is it?",
        schema: String? = nil,
        extra: String = ""
    ) -> String {
        """
        sluice: 1
        name: test
        model: gemini-3.5-flash
        turns:
          - input: [{text: "\(prompt)"}, {media: files}]
        \(schema.map { "    response: {schema: \"\($0)\"}" } ?? "")
        \(extra)
        """
    }

    func run(
        _ recipe: String = describing(),
        over inputs: [String]? = nil,
        output: String = "out",
        options: RunOptions = RunOptions(),
        using client: GeminiClient? = nil,
        control: RunControl = RunControl(),
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        let run = try prepared(recipe, over: inputs, output: output, options: options, using: client)
        return try await run.start(control: control, onEvent: onEvent)
    }

    func prepared(
        _ recipe: String = describing(),
        over inputs: [String]? = nil,
        output: String = "out",
        options: RunOptions = RunOptions(),
        using client: GeminiClient? = nil
    ) throws -> Run {
        Run(
            try Recipe(yaml: recipe, file: "test.yaml"),
            over: inputs ?? [(folder / "in").path],
            to: folder / output,
            using: client ?? gemini,
            options: options
        )
    }

    @discardableResult
    func write(_ sample: Sample, to path: String) throws -> URL { try folder.write(sample.data, to: path) }

    @discardableResult
    func write(_ data: Data, to path: String) throws -> URL { try folder.write(data, to: path) }

    @discardableResult
    func write(_ text: String, to path: String) throws -> URL { try folder.write(text, to: path) }

    /// The records below an output folder, sorted.
    func records(in output: String = "out") throws -> [String] {
        let all = try FileManager.default.subpathsOfDirectory(atPath: (folder / output).path)
        return all.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".sluice") }.sorted()
    }

    func record(_ name: String, in output: String = "out") throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: (folder / output).appending(path: name))))
    }

    /// How many generations the service was paid for.
    var generations: Int { emulator.statistics.generations }
    var uploads: Int { emulator.statistics.uploads }

    func storedFiles() async throws -> Int {
        var count = 0
        for try await _ in gemini.files.list() { count += 1 }
        return count
    }
}
