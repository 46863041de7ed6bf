import Foundation

/// A file of an item, and what shall be in it.
struct RecordFile: Sendable {
    let url: URL
    /// `nil`: the file shall not be there.
    let bytes: [UInt8]?
}
