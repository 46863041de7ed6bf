import Foundation
import SluiceSupport
import StructuredJSON

/// What a report is about as a whole.
struct ReportSubject {
    let folder: String
    let title: String?
    private var pipelines: [String] = []
    private var models: [String] = []

    init(folder: String, title: String?) {
        self.folder = folder
        self.title = title
    }

    mutating func meet(_ result: StoredResult) {
        Self.note(result.record.recipe.name, in: &pipelines)
        Self.note(result.record.recipe.model, in: &models)
    }

    private static func note(_ name: String, in names: inout [String]) {
        guard !name.isEmpty, names.count < 5, !names.contains(name) else { return }
        names.append(name)
    }

    var shownTitle: String {
        (title ?? [pipelines.first, folder].compactMap(\.self).joined(separator: " · ")).sanitized(for: .page)
    }

    /// - Parameter conclusion: The answer over all results, when there is one.
    func json(missing: Int, conclusion: JSONValue?) -> JSONValue {
        let about: JSONValue = [
            "title": .string(title ?? (pipelines.count > 1 ? folder : shownTitle)), "pipelines": pipelines.json,
            "models": models.json, "missing": missing.json,
            "made": .string(Timestamp.seconds(Date.now)), "finally": conclusion ?? .null,
        ]
        return about.sanitized(for: .page)
    }
}
