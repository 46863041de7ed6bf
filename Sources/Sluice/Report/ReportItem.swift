import Foundation
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
        let record = result.json
        let files = (record["source"]?.array ?? []).map { File($0, of: result, originals, links) }
        missing = files.count { $0.url == nil && $0.wasThere }
        pipeline = record["pipeline"]?["name"]?.string
        model = record["pipeline"]?["model"]?.string
        var item: JSONObject = [
            "n": .string(result.name), "r": .string(result.path),
            "k": .string(files.first?.kind ?? "other"), "f": .array(files.map(\.json)),
        ]
        item.merge(ReportAnswer(record, named: result.name).fields)
        if let error = record["error"], !error.isNull || !result.isCompleted { item["e"] = Self.error(error) }
        let warnings = Self.warnings(record)
        if !warnings.isEmpty { item["w"] = warnings.json }
        item["q"] = Self.tokens(record["usage"])
        item["c"] = record["cost_usd"]?.number.map { .number($0) }
        item["m"] = model?.json
        item["p"] = pipeline?.json
        item["at"] = record["timing"]?["started"]?.string?.json
        var shown = HarmlessText.of(.object(item)).object ?? [:]
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

    private static func error(_ error: JSONValue) -> JSONValue {
        [
            "kind": error["kind"]?.string?.json ?? "failed",
            "message": error["message"]?.string?.json ?? "The record does not say why.",
            "hint": error["hint"] ?? .null, "retryable": error["retryable"] ?? false,
        ]
    }

    private static func warnings(_ record: JSONValue) -> [String] {
        var warnings = (record["output"]?["transcript_problems"]?.array ?? []).compactMap {
            $0.string ?? $0["message"]?.string
        }
        for file in record["source"]?.array ?? [] where file["disagreement"] == true {
            let types = [file["mime_type"]?.string, file["extension_mime_type"]?.string].map { $0 ?? "something else" }
            warnings.append("\(file["path"]?.string ?? "The file") is \(types[0]), though its name says \(types[1]).")
        }
        return warnings
    }

    /// Thoughts are paid for as output.
    private static func tokens(_ usage: JSONValue?) -> JSONValue? {
        guard let usage, usage.object != nil else { return nil }
        func count(_ name: String) -> Int { usage[name]?.number?.int ?? 0 }
        let (output, isTooLarge) = count("total_output_tokens").addingReportingOverflow(count("total_thought_tokens"))
        return [count("total_input_tokens").json, (isTooLarge ? Int.max : output).json]
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

        init(_ source: JSONValue, of result: StoredResult, _ originals: OriginalFinder, _ links: RelativeLink) {
            let bytes = source["bytes"]?.number?.int
            path = source["path"]?.string ?? ""
            url = originals.find(path, bytes: bytes, record: result.path).map { links.to($0) }
            wasThere = (bytes ?? 0) > 0
            let modality = source["modality"]?.string ?? ""
            kind = ["image", "audio", "video", "document", "text"].contains(modality) ? modality : "other"
            json = [
                "p": .string(path), "t": source["mime_type"] ?? .null, "b": bytes?.json ?? .null, "k": .string(kind),
            ]
        }
    }
}
