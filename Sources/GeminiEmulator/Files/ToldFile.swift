import Foundation
import StructuredJSON

/// A file as a client was told of it.
struct ToldFile: Sendable {
    let bytes: [UInt8]
    private let origin: String
    /// When it is to be told anew: at the end of its processing, or of its life.
    private let until: Date

    init(_ file: StoredFile, origin: String, now: Date) {
        bytes = file.json(origin: origin, now: now).serialized() + [0x0A]
        self.origin = origin
        until = file.processed > now ? min(file.processed, file.expires) : file.expires
    }

    /// `nil` when they are no longer right.
    func bytes(_ origin: String, _ now: Date) -> [UInt8]? {
        now < until && origin == self.origin ? bytes : nil
    }
}
