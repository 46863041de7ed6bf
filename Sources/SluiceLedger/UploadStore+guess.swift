public import Foundation
import GRDB

/// Uploads that begin while their digest is still being computed.
///
/// Their key is that of ``UploadStore/claim(_:now:)`` with `?` and the file's stamp in place of the digest. While one is under way
/// whoever claims an upload of the same size and type waits until its digest is known.
extension UploadStore {
    /// Asks to send bytes before their digest is known.
    ///
    /// - Parameter guess: Ends in `?` and what tells the file from others without reading it.
    /// - Returns: `upload` only where nothing is known that may turn out to be the same, or a process that died sent this very
    ///   file; else `wait`: compute the digest first, and ask with it.
    public func claim(guess: String, now: Date = .now) async throws -> Claim {
        try await commits.write { [holder] database in
            try HolderLease.renew(holder, now: now, in: database)
            return try UploadRow.guess(guess, holder: holder, now: now, in: database)
        }
    }

    /// The digest is known now. What is remembered of the session stays.
    ///
    /// - Parameter key: As for ``UploadStore/claim(_:now:)``.
    /// - Returns: Whether the upload is the caller's to go on with, under that key; `false` when another has uploaded or is
    ///   uploading the same.
    public func settle(_ guess: String, as key: String, now: Date = .now) async throws -> Bool {
        try await commits.write { [holder] database in
            try UploadRow.settle(guess, as: key, holder: holder, now: now, in: database)
        }
    }
}
