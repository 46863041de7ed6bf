import Foundation
import SluiceMedia

extension URL {
    /// The same URL, if it is that of a file or folder on this machine.
    ///
    /// - Throws: ``ItemError`` of kind `unreadable`.
    @discardableResult
    func asLocal() throws(ItemError) -> URL {
        do throws(MediaError) {
            _ = try localPath()
        } catch {
            throw ItemError(error).of(absoluteString)
        }
        return self
    }
}
