import Foundation
import GeminiEmulator
import Sluice
import SluiceMedia
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct PartsRunTests {
    let folder = TemporaryFolder()

    /// Silence that says it lasts so long: one byte a second would be too few for a recording, two hundred are enough.
    private static func silence(seconds: Int) -> Data {
        func little(_ number: Int, _ count: Int) -> Data {
            Data((0..<count).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) })
        }
        let rate = 200
        let size = seconds * rate
        var data = Data("RIFF".utf8)
        data.append(little(36 + size, 4))
        data.append(Data("WAVEfmt ".utf8))
        for (number, count) in [(16, 4), (1, 2), (1, 2), (rate, 4), (rate, 4), (1, 2), (8, 2)] {
            data.append(little(number, count))
        }
        data.append(Data("data".utf8))
        data.append(little(size, 4))
        data.append(Data(repeating: 0x80, count: size))
        return data
    }

    private static func recipe(_ minutes: Int = 14) -> String {
        """
        sluice: 1
        name: talk
        model: gemini-3.5-flash
        turns:
          - input: [{text: Transcribe., }, {media: files}]
            response: {schema: "language, summary, segments [{start number, end number, speaker, text}]"}
        transcript: {part_minutes: \(minutes), overlap_seconds: 15, languages: [en], vocabulary: [harbour]}
        output: {formats: [json, txt, vtt]}
        """
    }

    private func emulator(_ answers: [JSONValue]) throws -> Emulator {
        var options = EmulatorOptions()
        options.tools = .none
        options.script = try Script(["answers": .array(answers)])
        return Emulator(options)
    }

    private func run(
        _ emulator: Emulator,
        _ recipe: String = recipe(),
        options: RunOptions = RunOptions()
    ) async throws -> RunSummary {
        let run = Run(
            try Recipe(yaml: recipe, file: "talk.yaml"),
            over: [(folder / "in").path],
            to: folder / "out",
            using: GeminiClient(key: "any", transport: emulator),
            options: options
        )
        return try await run.start()
    }

    private func record() throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: folder / "out/talk.wav.json")))
    }

    private func answer(_ part: RecordingPart, _ recital: Recital) -> JSONValue {
        [
            "when": ["prompt": .string("part \(part.index + 1) of \(part.count) ")],
            "json": recital.answer(in: part.span),
        ]
    }

    @Test func aBudgetIsKeptPartByPartAndWhatWasPaidIsKept() async throws {
        let recital = Recital(seconds: 7200, pause: 30)
        let parts = try #require(RecordingPart.parts(of: 7200, .init()))
        try folder.write(Self.silence(seconds: 7200), to: "in/talk.wav")
        let emulator = try emulator(parts.map { answer($0, recital) })
        var options = RunOptions()
        options.mostTokens = 300_000
        let brief = Self.recipe() + "\ngeneration: {max_output_tokens: 60000}"
        let summary = try await run(emulator, brief, options: options)
        guard case .budget = summary.stop else {
            Issue.record("It ended with \(String(describing: summary.stop))")
            return
        }
        let paid = emulator.statistics.generations
        #expect(paid > 0 && paid < parts.count)
        #expect(try await run(emulator, brief).completed == 1)
        #expect(emulator.statistics.generations == parts.count)
    }

    @Test(arguments: [(10_800.143999999998, "10800.144s"), (825, "825s"), (0.1 + 0.2, "0.3s"), (1.23456, "1.234s")])
    func offsetsAreWholeMilliseconds(end: Double, text: String) throws {
        let block = try #require(Content(json: ["type": "audio", "uri": "files/a", "mime_type": "audio/mpeg"]))
        let part = RecordingPart(index: 0, count: 2, span: 0..<end)
        let json = block.restricted(to: part.clip).json
        #expect(json["processing"]?["start_offset"] == "0s")
        #expect(json["processing"]?["end_offset"] == .string(text))
    }

    @Test func twoHoursAreAskedForInPartsOfOneUploadAndJoinedWithoutAnError() async throws {
        let recital = Recital(seconds: 7200, pause: 30)
        let parts = try #require(RecordingPart.parts(of: 7200, .init()))
        try folder.write(Self.silence(seconds: 7200), to: "in/talk.wav")
        let emulator = try emulator(parts.map { answer($0, recital) })
        let summary = try await run(emulator)
        #expect(summary.completed == 1)
        #expect(summary.transcriptProblems.isEmpty)
        #expect(emulator.statistics.generations == parts.count)

        let record = try record()
        #expect(try JSONSchema(Record.schema).violations(of: record).isEmpty)
        #expect(record["uploads"]?.array?.count == 1)
        #expect(record["turns"]?.array?.count == parts.count)
        #expect(record["turns"]?[1]?["part"]?["start"]?.number?.double == parts[1].span.lowerBound)
        #expect(record["output"]?["duration_seconds"] == 7200)
        #expect(record["output"]?["data"]?["language"] == "en")
        #expect(record["output"]?["data"]?["summary"] == "They talk.")

        let segments = (record["output"]?["segments"]?.array ?? []).compactMap(Transcript.Segment.init(recorded:))
        #expect(segments.map(\.text) == recital.utterances.map(\.text))
        let worst = zip(segments, recital.utterances).map { max(abs($0.start - $1.start), abs($0.end - $1.end)) }.max()
        #expect(worst ?? 1 < 0.2)

        let cues = try WebVTTReader.cues(of: String(contentsOf: folder / "out/talk.wav.vtt", encoding: .utf8))
        let words = cues.flatMap { $0.text.split(whereSeparator: \.isWhitespace) }.map(String.init)
        #expect(words == recital.words.map(\.text))
        #expect(
            try !FileManager.default.contentsOfDirectory(atPath: (folder / "out/.sluice/parts").path).contains {
                $0.hasSuffix(".json")
            }
        )
    }

    @Test func eachPartIsAskedForByItsOffsetsAndTheHintsOfTheRecipe() throws {
        let part = RecordingPart(index: 1, count: 3, span: 585..<1185)
        let block = Content(json: ["type": "audio", "uri": "files/a", "processing": ["type": "static", "fps": 1]])
        #expect(
            block?.restricted(to: part.clip).json["processing"]
                == ["type": "static", "fps": 1, "start_offset": "585s", "end_offset": "1185s"]
        )
        #expect(Content.text("a").restricted(to: part.clip) == .text("a"))
        let hints = try Recipe(yaml: Self.recipe(), file: "r").transcript?.hints(for: part)
        #expect(hints?.count == 3)
        #expect(hints?.last?.hasPrefix("You hear part 2 of 3 of a longer recording, from 9:45 to 19:45.") == true)
    }

    /// Frames of two rates without a header that counts them: so many that they are not counted.
    private static func piped(seconds: Int) -> Data {
        func frame(_ index: UInt8, _ size: Int) -> Data { Data([0xFF, 0xF3, index, 0xC0]) + Data(count: size - 4) }
        let pair = frame(0x18, 36) + frame(0x48, 144)
        return Data(repeatElement(pair, count: seconds * 1000 / 72).joined())
    }

    @Test func theLastPartHasNoEndWhereTheLengthIsAnEstimate() async throws {
        try folder.write(Self.piped(seconds: 2000), to: "in/talk.mp3")
        // The last words come behind the estimated end.
        let recital = Recital(seconds: 2030, pause: 12)
        let file = try await MediaInspector.shared.read((folder / "in/talk.mp3").path)
        let length = try #require(await RecordingLength.of([file]))
        #expect(length.certainty == .estimated)
        #expect(abs(length.seconds - 2000) < 20)
        var parts = try #require(RecordingPart.parts(of: length, .init()))
        let last = parts.removeLast()
        #expect(last.isOpen && !parts.contains(where: \.isOpen))
        let rest = RecordingPart(index: last.index, count: last.count, span: last.span.lowerBound..<2030)
        let emulator = try emulator((parts + [rest]).map { answer($0, recital) })
        let summary = try await run(emulator)
        #expect(summary.completed == 1)
        #expect(summary.transcriptProblems.isEmpty)
        let block = try #require(Content(json: ["type": "audio", "uri": "files/a"]))
        #expect(block.restricted(to: last.clip).json["processing"]?["end_offset"] == nil)
        let record = try JSONValue(parsing: Array(Data(contentsOf: folder / "out/talk.mp3.json")))
        #expect(record["source"]?[0]?["notes"]?[0]?.string?.hasPrefix("its length is estimated") == true)
    }

    @Test func aRecordingOfUnknownLengthIsAskedAboutToItsEndAndPlannedBySize() throws {
        let length = RecordingLength(seconds: 3600, certainty: .guessed)
        let parts = try #require(RecordingPart.parts(of: length, .init()))
        #expect(parts.last?.end == nil)
        #expect(parts.last?.hint.contains("to its end.") == true)
        #expect(RecordingPart.parts(of: RecordingLength(seconds: 60, certainty: .guessed), .init()) == nil)
        #expect(RecordingPart.parts(of: .infinity, .init()) == nil)
        #expect(RecordingPart.parts(of: 1e300, .init())?.count == 100_000)
    }

    @Test func aPartThatFailsIsTriedOnceMoreByItself() async throws {
        let recital = Recital(seconds: 1500, pause: 12)
        let parts = try #require(RecordingPart.parts(of: 1500, .init()))
        try folder.write(Self.silence(seconds: 1500), to: "in/talk.wav")
        let broken: JSONValue = [
            "when": ["prompt": "part 2 of 2 "], "times": 1, "text": "{\"language\": \"en\", \"seg",
        ]
        let emulator = try emulator([broken] + parts.map { answer($0, recital) })
        #expect(try await run(emulator).completed == 1)
        #expect(emulator.statistics.generations == parts.count + 1)
    }

    @Test func aPartThatKeepsFailingIsAllThatTheNextRunAsksFor() async throws {
        let recital = Recital(seconds: 1500, pause: 12)
        let parts = try #require(RecordingPart.parts(of: 1500, .init()))
        try folder.write(Self.silence(seconds: 1500), to: "in/talk.wav")
        let broken: JSONValue = ["when": ["prompt": "part 1 of 2 "], "times": 2, "text": "I cannot."]
        let emulator = try emulator([broken] + parts.map { answer($0, recital) })
        let failed = try await run(emulator)
        #expect(failed.failures.first?.error.kind == "invalid_output")
        #expect(failed.failures.first?.error.message.hasPrefix("Part 1 of 2, 0:00–12:38: ") == true)
        #expect(emulator.statistics.generations == 3)
        #expect(try await run(emulator).completed == 1)
        #expect(emulator.statistics.generations == 4)
        let segments = try record()["output"]?["segments"]?.array ?? []
        #expect(segments.compactMap { $0["text"]?.string } == recital.utterances.map(\.text))
    }

    @Test func timesThatCannotBeRightAreSaidInTheRecordAndTheSummary() async throws {
        try folder.write(Self.silence(seconds: 60), to: "in/talk.wav")
        let segments: JSONValue = [
            ["start": 0, "end": 2, "speaker": "A", "text": "One."],
            ["start": 100, "end": 200, "speaker": "A", "text": "Two."],
        ]
        let emulator = try emulator([["json": ["language": "en", "summary": "x", "segments": segments]]])
        let summary = try await run(emulator)
        #expect(summary.completed == 1)
        #expect(summary.transcriptProblems.map(\.name) == ["talk.wav"])
        let problem = try #require(summary.transcriptProblems.first?.reason)
        #expect(problem.hasPrefix("a segment after the recording's end at 1:00, such as 1:40–3:20"))
        #expect(try record()["output"]?["transcript_problems"] == [.string(problem)])
        #expect(FileManager.default.fileExists(atPath: (folder / "out/talk.wav.txt").path))
        #expect(!FileManager.default.fileExists(atPath: (folder / "out/talk.wav.vtt").path))
    }

    @Test func aTranscriberIsAskedInItsOwnWay() throws {
        var recipe = try Recipe.load("transcribe-audio")
        recipe.model = "gemini-3.5-transcribe"
        recipe.transcript?.languages = ["de-AT"]
        recipe.transcript?.vocabulary = ["Sluice"]
        let config = recipe.generationConfig(of: recipe.turns[0])
        #expect(
            config["transcription_config"] == [
                "mode": ["type": "verbatim", "diarization_mode": "speaker", "timestamp_granularities": ["word"]],
                "language_codes": ["de-AT"], "custom_vocabulary": ["Sluice"],
            ]
        )
        #expect(config["thinking_level"] == nil)
        recipe.generation["transcription_config"] = ["mode": "smart"]
        #expect(recipe.generationConfig(of: recipe.turns[0])["transcription_config"]?["mode"] == "smart")
    }
}
