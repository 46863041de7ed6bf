import Foundation
import Gemini
public import StructuredJSON

extension ResultRecord {
    /// The record as it is written, its members in the order of DESIGN's example.
    public var json: JSONValue {
        var json: JSONObject = [
            "schema_version": Self.version.json,
            "status": error == nil ? "completed" : "failed",
            "source": .array(source.map(\.json)),
            "pipeline": [
                "name": .string(recipe.name), "recipe_sha256": .string(recipe.sha256), "model": .string(recipe.model),
                "service_tier": .string(recipe.serviceTier),
            ],
            "key": key?.json ?? .null,
            "output": output,
            "turns": .array(turns.map(\.json)),
            "usage": usage?.json ?? .null,
            "cost_usd": cost?.json ?? .null,
            "uploads": .array(uploads.map(\.json)),
            "attempts": attempts.json,
            "reused_from": reusedFrom?.json ?? .null,
            "timing": timing.json,
            "error": error?.json ?? .null,
        ]
        if let unheard { json["unheard"] = unheard.json }
        return .object(json)
    }
}

extension ResultRecord {
    /// Nothing that is not whole stands here; what there is of it is among the turns.
    private var output: JSONValue {
        guard error == nil, let last = turns.last else { return .null }
        var output: JSONObject = ["text": .string(text ?? last.text), "data": data ?? .null]
        if let transcript {
            output["segments"] = .array(transcript.segments.map(\.json))
            output["transcript_problems"] = transcript.problems.json
            output["duration_seconds"] = duration?.json
        }
        return .object(output)
    }
}

extension ResultRecord.Source {
    fileprivate var json: JSONValue {
        [
            "path": .string(path), "bytes": bytes?.json ?? .null, "sha256": sha256?.json ?? .null,
            "mime_type": detection?.mimeType?.json ?? .null,
            "detected_mime_type": detection?.detectedMimeType.json ?? .null,
            "modality": detection?.modality?.json ?? .null,
            "extension_mime_type": detection?.extensionMimeType?.json ?? .null,
            "disagreement": .bool(detection?.disagreement ?? false),
            "repair": detection?.repair?.json ?? .null,
            "modified": modified.map { .string(Timestamp.seconds($0)) } ?? .null,
            "converted": converted?.json ?? .null,
            "notes": notes.json,
        ]
    }
}

extension ResultRecord.Converted {
    fileprivate var json: JSONValue {
        [
            "mime_type": .string(mimeType), "bytes": bytes.json, "sha256": .string(sha256),
            "left_out_pages": leftOutPages.json,
        ]
    }
}

extension ResultRecord.Turn {
    fileprivate var json: JSONValue {
        var turn: JSONObject = [
            "text": .string(text), "interaction_id": interactionID?.json ?? .null, "status": .string(status),
        ]
        if let part { turn["part"] = ["start": part.lowerBound.json, "end": part.upperBound.json] }
        return .object(turn)
    }
}

extension ResultRecord.UploadNote {
    fileprivate var json: JSONValue { ["name": .string(name), "uri": .string(uri), "reused": .bool(reused)] }
}

extension ResultRecord.Timing {
    fileprivate var json: JSONValue {
        [
            "started": .string(Timestamp.seconds(started)), "detect_ms": detect.json, "upload_ms": upload.json,
            "generate_ms": generate.json,
        ]
    }
}
