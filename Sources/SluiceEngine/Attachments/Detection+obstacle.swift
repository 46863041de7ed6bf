public import Foundation
import SluiceLedger
public import SluiceMedia

extension Detection {
    /// What is guessed about a text or a table, one line each: how its letters are encoded, bytes that mean nothing.
    public func textNotes(at file: URL) async -> [String] {
        guard type == .csv || modality == .text else { return [] }
        do {
            guard let text = try await MediaInspector.shared.text(file.path(percentEncoded: false)) else {
                return modality == .text ? [] : [TextPreparation.unknown]
            }
            return text.notes
        } catch {
            // Whoever looked at the file has said so.
            return []
        }
    }

    /// Why a file that the service has a name for cannot be sent all the same: how large it is, or how its text is written.
    ///
    /// Texts are read; of other files only the size is looked at. `nil` when nothing is in the way, and when there is no file.
    ///
    /// - Parameter capabilities: What the service takes.
    public func obstacle(at file: URL, for capabilities: Capabilities) -> ItemError? {
        let path: String
        do {
            path = try file.localPath()
        } catch {
            return ItemError(error)
        }
        guard let modality, let size = FileStamp(of: path)?.size else { return nil }
        do throws(ItemError) {
            guard modality == .text else {
                try capabilities.requireUpload(of: size)
                return nil
            }
            try capabilities.requireText(of: size)
        } catch {
            return error
        }
        guard let bytes = try? Data(contentsOf: file) else { return nil }
        return TextReading(of: Array(bytes)) == nil ? TextPreparation.failure : nil
    }
}
