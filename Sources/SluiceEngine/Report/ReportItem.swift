import Foundation
import SluiceMedia
import SluiceSupport
import StructuredJSON

/// What the page needs of one record, by short names: there may be ten thousand of them.
///
/// | | |
/// |---|---|
/// | `n` `r` `u` | the item's name, its record's path, and the address of that |
/// | `k` `f` | the kind of its first file; its files: path `p`, address `u` when it was found, type `t`, bytes `b`, kind `k` |
/// | `h` `d` `a` | headline, description, alt text |
/// | `o` `t` | the answer's data, or its text |
/// | `l` `lang` `len` | timelines: name `n` and cues `c` of start, end, speaker, text and of scenes speech; language; seconds |
/// | `e` `w` | the error; warnings |
/// | `q` `c` | input and output tokens; US dollars |
/// | `m` `p` `at` | model, recipe, begin |
struct ReportItem {
    /// Everything about one item that is longer is left to the record.
    static let mostBytes = 4 << 20

    let json: JSONValue
    let bytes: [UInt8]
    let pipeline: String?
    let model: String?
    /// Files that were not found.
    let missing: Int

    init(_ result: StoredResult, originals: OriginalFinder, links: RelativeLink, output: String) {
        let record = result.record
        let files = record.source.map { File($0, of: result, originals, links) }
        missing = files.count { $0.url == nil && $0.wasThere }
        pipeline = record.recipe.name.filled
        model = record.recipe.model.filled
        var item: JSONObject = [
            "n": .string(result.name), "r": .string(result.path),
            "k": .string(files.first?.kind ?? "other"), "f": .array(files.map(\.json)),
        ]
        item.merge(ReportAnswer(record, named: result.name).fields)
        if record.error != nil || !result.isCompleted { item["e"] = Self.json(of: record.error ?? Self.unknown) }
        let warnings = Self.warnings(record)
        if !warnings.isEmpty { item["w"] = warnings.json }
        item["q"] = record.usage.map(Self.tokens)
        item["c"] = record.cost?.json
        item["m"] = model?.json
        item["p"] = pipeline?.json
        item["at"] = record.timing.startedText?.json
        var shown = JSONValue.object(item).sanitized(for: .page).object ?? [:]
        // What leads somewhere must lead to what is really there, so it is not among what was made harmless.
        shown["u"] = .string(links.to(PathText.joined(output, result.path)))
        shown["f"] = .array(
            zip(files, shown["f"]?.array ?? []).map { file, json in
                var fields = json.object ?? [:]
                fields["u"] = file.url?.json
                return .object(fields)
            }
        )
        var bytes = HTMLText.json(.object(shown))
        if bytes.count > Self.mostBytes {
            for name in ["o", "l", "t"] { shown[name] = nil }
            shown["w"] = ["The answer is too long for this page. Open the record to see it."]
            bytes = HTMLText.json(.object(shown))
        }
        json = .object(shown)
        self.bytes = bytes
    }

    private static let unknown = Failure(kind: .failed, message: "The record does not say why.")

    private static func json(of error: Failure) -> JSONValue {
        [
            "kind": error.kind.recorded, "message": .string(error.message), "hint": error.hint?.json ?? .null,
            "retryable": .bool(error.isRetryable),
        ]
    }

    private static func warnings(_ record: Record) -> [String] {
        var warnings = record.output?.transcriptProblems ?? []
        for file in record.source where file.disagreement {
            let types = [file.mimeType, file.extensionMIMEType].map { $0?.rawValue ?? "something else" }
            warnings.append("\(file.path) is \(types[0]), though its name says \(types[1]).")
        }
        return warnings
    }

    /// Thoughts are paid for as output.
    private static func tokens(_ usage: TokenUsage) -> JSONValue {
        let output = (usage.totalOutputTokens ?? 0) + (usage.totalThoughtTokens ?? 0)
        return [(usage.totalInputTokens ?? 0).json, output.json]
    }
}

extension ReportItem {
    /// One source of an item.
    private struct File {
        let path: String
        let url: String?
        let kind: String
        /// Whether it had bytes when the run saw it, so that something should be found.
        let wasThere: Bool
        let json: JSONValue

        init(_ source: Record.Source, of result: StoredResult, _ originals: OriginalFinder, _ links: RelativeLink) {
            let bytes = source.bytes.map { Int($0) }
            path = source.path
            url = originals.find(path, bytes: bytes, record: result.path).map { links.to($0) }
            wasThere = (bytes ?? 0) > 0
            kind = source.modality?.rawValue ?? "other"
            json = [
                "p": .string(path), "t": source.mimeType?.recorded ?? .null, "b": bytes?.json ?? .null,
                "k": .string(kind),
            ]
        }
    }
}
