import Foundation
import StructuredJSON

extension StoredFile {
    /// What a fault makes of it.
    func amended(by fault: JSONObject) -> StoredFile {
        var file = self
        if let seconds = fault["processing"]?.number?.double { file.processed = created.addingTimeInterval(seconds) }
        if let seconds = fault["expires_in"]?.number?.double {
            file.expires = created.addingTimeInterval(min(seconds, 1e9))
        }
        if fault["state"] == "FAILED" { file.failure = "The file could not be processed." }
        if fault["hash"] == "corrupt" { file.isHashCorrupt = true }
        return file
    }
}
