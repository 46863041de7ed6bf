import Foundation
import Sluice

/// What is known of one file, for `sluice inspect`.
struct Inspection: Sendable {
    let path: String
    let detection: Detection?
    let facts: MediaFacts
    /// What is guessed about it, one line each.
    var notes: [String] = []
    /// Why it cannot be sent.
    let reason: String?
    /// Whether it could not be looked at.
    let isProblem: Bool
    let isSendable: Bool

    init(_ element: Discovered) async {
        switch element {
        case .problem(let problem):
            path = problem.path
            detection = nil
            facts = MediaFacts()
            reason = problem.message
            isProblem = !problem.isNote
            isSendable = false
        case .file(let file):
            path = file.shownPath
            do throws(MediaError) {
                let found = try await MediaInspector.shared.detect(file.path)
                let known = try await MediaInspector.shared.facts(file.path, of: found.content)
                detection = found
                facts = known
                notes = known.notes
                let way = ConversionPlan.hint(for: found.content).map { "; \($0)" } ?? ""
                notes += await found.textNotes(at: URL(filePath: file.path))
                let obstacle = found.obstacle(at: URL(filePath: file.path))
                reason = found.reason.map { $0 + way } ?? obstacle?.description
                isSendable = found.type != nil && obstacle == nil
                isProblem = false
            } catch {
                detection = error.detection
                facts = MediaFacts()
                reason = error.description
                isProblem = error.kind != .empty
                isSendable = false
            }
        }
    }

    /// An input that is no file.
    init(_ error: DiscoveryError) {
        path = error.input
        detection = nil
        facts = MediaFacts()
        reason = error.message
        isProblem = true
        isSendable = false
    }

    var json: JSONValue {
        [
            "path": .string(path),
            "detected_mime_type": detection?.detected.rawValue.json ?? .null,
            "mime_type": detection?.type?.rawValue.json ?? .null,
            "modality": detection?.modality?.rawValue.json ?? .null,
            "extension_mime_type": detection?.claimed?.rawValue.json ?? .null,
            "disagreement": .bool(detection?.disagrees ?? false),
            "repair": detection?.repair?.json ?? .null,
            "reason": reason?.json ?? .null,
            "facts": facts.isEmpty ? .null : facts.json,
            "notes": notes.json,
        ]
    }

    /// A row of the table for people. The path comes last: it may be long.
    func row(withHeader: Bool) -> String {
        let columns = [
            (detection?.modality?.rawValue ?? "–").padded(9),
            (isSendable ? detection?.type?.short ?? "–" : "not sent").padded(18),
            (detection?.detected.short ?? "–").padded(26),
            facts.line.padded(30),
            path.printable,
        ]
        var lines: [String] = []
        if let detection, detection.disagrees, let claimed = detection.claimed {
            lines.append("its name says \(claimed.rawValue)")
        }
        if let repair = detection?.repair { lines.append("\(detection?.content.rawValue ?? ""): \(repair)") }
        lines += notes
        if let reason { lines.append(reason) }
        let row = columns.joined(separator: " ") + lines.map { "\n          ↳ \($0.printable)" }.joined()
        guard withHeader else { return row }
        let header = ["KIND", "SENT AS", "LIBMAGIC SAYS", "FACTS"]
        return zip(header, [9, 18, 26, 30]).map { $0.padded($1) }.joined(separator: " ") + " FILE\n" + row
    }
}

extension MediaType {
    /// The type, but for the long names of office files their last word.
    fileprivate var short: String {
        guard rawValue.count > 28, let word = rawValue.split(separator: ".").last else { return rawValue }
        return "…\(word)"
    }
}

extension DiscoveredFile {
    /// The path as a person would give it: below the input that it was found in.
    fileprivate var shownPath: String {
        guard !rootName.isEmpty else { return root == "-" || root.hasPrefix("@") ? path : root }
        return root.hasSuffix("/") ? root + relativePath : "\(root)/\(relativePath)"
    }
}
