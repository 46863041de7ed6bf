import Foundation
import Sluice

/// What is known of one file, for `sluice inspect`.
struct Inspection: Sendable {
    let path: String
    let detection: Detection?
    /// Why it cannot be sent.
    let reason: String?
    /// Whether it could not be looked at.
    let isProblem: Bool

    init(_ element: Discovered) async {
        switch element {
        case .problem(let problem):
            path = problem.path
            detection = nil
            reason = problem.message
            isProblem = true
        case .file(let file):
            path = file.shownPath
            do throws(MediaError) {
                let found = try await MediaInspector.shared.detect(file.path)
                detection = found
                reason = found.reason
                isProblem = false
            } catch {
                detection = error.detection
                reason = error.description
                isProblem = error.kind != .empty
            }
        }
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
        ]
    }

    /// A row of the table for people. The path comes last: it may be long.
    func row(withHeader: Bool) -> String {
        let columns = [
            Self.pad(detection?.modality?.rawValue ?? "–", 9),
            Self.pad(detection?.type?.rawValue ?? "not sent", 28),
            Self.pad(detection?.detected.rawValue ?? "–", 28),
            path.printable,
        ]
        var notes: [String] = []
        if let detection, detection.disagrees, let claimed = detection.claimed {
            notes.append("its name says \(claimed.rawValue)")
        }
        if let repair = detection?.repair { notes.append(repair) }
        if let reason { notes.append(reason) }
        let row = columns.joined(separator: " ") + notes.map { "\n          ↳ \($0.printable)" }.joined()
        guard withHeader else { return row }
        let header = [Self.pad("KIND", 9), Self.pad("SENT AS", 28), Self.pad("LIBMAGIC SAYS", 28), "FILE"]
        return header.joined(separator: " ") + "\n" + row
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension DiscoveredFile {
    /// The path as a person would give it: below the input that it was found in.
    fileprivate var shownPath: String {
        guard !rootName.isEmpty else { return root == "-" || root.hasPrefix("@") ? path : root }
        return root.hasSuffix("/") ? root + relativePath : "\(root)/\(relativePath)"
    }
}
