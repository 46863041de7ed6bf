import Foundation
import SluiceLedger
import SluiceMedia

/// What the file system says of an item's files, in one digest: while it stays, they need not be read again.
///
/// As `make` does, and more strictly: besides size, time of change and number of each file it has the time that programs
/// cannot set, and it has names, for prompts may name them.
struct SourceStamp {
    /// Of the rules by which files are told apart. A higher number has every file read again, and asked about only if its key
    /// came out differently.
    private static let rules = 1

    /// Clocks of file systems tick as slowly as every two seconds: what was written just now may be written once more within
    /// the same tick.
    private static let slowestTick: Int64 = 2_000_000_000

    let text: String
    /// Whether a later write would certainly show.
    let isReliable: Bool

    /// Looks at the files. `nil` when one of them is not there.
    ///
    /// - Parameter rules: What of the recipe decides which files are taken and how they are read.
    init?(_ group: InputGroup, rules: String, now: Date = .now) {
        var latest = Int64.min
        var text = "\(Self.rules) \(rules) \(group.name)"
        for file in group.files {
            guard let stamp = FileStamp(of: file.path) else { return nil }
            text += "\0\(file.relativePath)\0\(stamp.text)"
            latest = max(latest, stamp.modified, stamp.changed)
        }
        self.text = SHA256Digester.hex(of: Array(text.utf8))
        isReliable = latest < Int64(now.timeIntervalSince1970 * 1e9) - Self.slowestTick
    }
}

extension Recipe {
    /// Everything that decides what a file is taken for and is not in the canonical form, for comparing.
    var readingRules: String {
        var media = media
        // Part of the canonical form, and a dictionary, which has no order.
        media.processing = [:]
        return "\(select) \(media)"
    }
}
