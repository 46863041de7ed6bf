import Foundation

/// Converted files, by the digest of what they were made from. Kept from run to run, at most 10 GB of them.
struct ConversionCache: Sendable {
    let folder: URL
    static let mostBytes: Int64 = 10_000_000_000

    /// In the user's folder for caches.
    static let shared: Self = {
        let caches = UserCaches.folder ?? URL(filePath: NSHomeDirectory()).appending(path: ".cache/sluice")
        return Self(folder: caches.appending(path: "converted"))
    }()

    /// Where the conversion of a content is or would be.
    func place(for sha256: String, suffix: String) -> URL { folder.appending(path: "\(sha256).\(suffix)") }

    /// The conversion, when there is one. It counts as used now, give or take an hour: others may be sending it and watch
    /// whether it changes.
    func found(_ sha256: String, suffix: String) -> URL? {
        let place = place(for: sha256, suffix: suffix)
        let path = place.path(percentEncoded: false)
        guard let known = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        guard let used = known[.modificationDate] as? Date, used.timeIntervalSinceNow < -3600 else { return place }
        try? FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: path)
        return place
    }

    /// A name for what is being made, which nobody else has.
    func draft(suffix: String) throws -> URL {
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return folder.appending(path: ".\(UUID().uuidString).\(suffix)")
    }

    /// Puts what was made into its place, whole or not at all.
    func keep(_ draft: URL, for sha256: String, suffix: String) throws -> URL {
        let place = place(for: sha256, suffix: suffix)
        guard unsafe rename(draft.path(percentEncoded: false), place.path(percentEncoded: false)) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
        return place
    }

    /// What was said when a file was converted: what of it the conversion does not have. `nil` when that is not known.
    func notes(_ sha256: String, suffix: String) -> [String]? {
        let place = place(for: sha256, suffix: "\(suffix).notes")
        guard let data = try? Data(contentsOf: place), let text = String(validating: data, as: UTF8.self) else {
            return nil
        }
        return text.split(separator: "\n").map(String.init)
    }

    /// Remembers what is to be said of a conversion.
    func keep(_ notes: [String], for sha256: String, suffix: String) throws {
        let place = place(for: sha256, suffix: "\(suffix).notes")
        try Data(notes.map { $0.split(separator: "\n").joined(separator: " ") }.joined(separator: "\n").utf8).write(
            to: place,
            options: .atomic
        )
    }

    /// Deletes those that were not used for longest, until the rest is small enough. Those of the last day are spared:
    /// somebody may be sending them.
    func prune() {
        let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))
        var known = (files ?? []).compactMap { file -> (url: URL, bytes: Int64, used: Date)? in
            guard let values = try? file.resourceValues(forKeys: keys), let used = values.contentModificationDate else {
                return nil
            }
            return (file, Int64(values.fileSize ?? 0), used)
        }
        // Folders of conversions that never ended.
        let isLeft = { (file: URL) in file.pathExtension == "work" }
        for file in known where isLeft(file.url) && file.used.timeIntervalSinceNow < -86_400 {
            try? FileManager.default.removeItem(at: file.url)
        }
        known.removeAll { isLeft($0.url) }
        known.sort { $0.used < $1.used }
        var total = known.reduce(0) { $0 + $1.bytes }
        for file in known where total > Self.mostBytes && file.used.timeIntervalSinceNow < -86_400 {
            try? FileManager.default.removeItem(at: file.url)
            total -= file.bytes
        }
    }
}
