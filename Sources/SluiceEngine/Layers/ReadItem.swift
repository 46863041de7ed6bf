import Foundation
import SluiceMedia

/// An item whose files were read: what they are, and what makes an answer about them its own.
///
/// Made by ``ReadStage`` of a ``Candidate``.
struct ReadItem: Sendable {
    /// What is to become of the item, as far as its files tell.
    enum Outcome: Sendable {
        /// It can be asked about. The key identifies its answer.
        case readable(ItemKey.Parts)
        /// The recipe does not select it.
        case unselected(reason: String)
        /// A file of it cannot be used.
        case refused(Failure)
    }

    let candidate: Candidate
    let outcome: Outcome
    /// The files that are sent, and what prompts see of them.
    let files: [File]
    /// What the record says of the files, those that were refused included.
    let source: [Record.Source]
    /// When work on the item began.
    let started: Date
    /// How long reading took.
    let milliseconds: Int

    /// A file that is sent.
    struct File: Sendable {
        /// Below the input.
        let path: String
        let media: MediaFile
        let template: TemplateContext.File
    }

    var group: InputGroup { candidate.group }
    var media: [MediaFile] { files.map(\.media) }
    var bytes: Int64 { files.reduce(0) { $0 + $1.media.bytes } }

    /// What identifies its answer. `nil` for an item that is not asked about.
    var parts: ItemKey.Parts? { if case .readable(let parts) = outcome { parts } else { nil } }

    /// What prompts see.
    ///
    /// - Parameter previous: The text of the turn before.
    func context(previous: String? = nil) -> TemplateContext {
        TemplateContext(files: files.map(\.template), groupName: group.name, previousText: previous)
    }
}
