import Foundation
import SluiceMedia
import SluiceSupport

extension ResultFolder {
    /// A digest of the names, sizes and times of all files that may be records: equal while none was added, removed or
    /// written to. Reads no file.
    ///
    /// - Parameter others: Paths below the folder that count too.
    func fingerprint(with others: [String] = []) async throws(DiscoveryError) -> String {
        var digester = SHA256Digester()
        var walk = try await walk()
        while let found = await walk.next() {
            guard case .file(let file) = found else { continue }
            digester.update(Array(Self.line(file.relativePath, at: file.path).utf8))
        }
        for path in others {
            digester.update(Array(Self.line(path, at: url.appending(path: path).path(percentEncoded: false)).utf8))
        }
        return digester.finishHex()
    }

    private static func line(_ name: String, at path: String) -> String {
        guard let status = try? FileStatus(of: path) else { return "\(name)\0missing\n" }
        let nanoseconds = (status.modified % 1_000_000_000 + 1_000_000_000) % 1_000_000_000
        let seconds = (status.modified - nanoseconds) / 1_000_000_000
        return "\(name)\0\(status.size) \(seconds) \(nanoseconds) \(status.number)\n"
    }
}
