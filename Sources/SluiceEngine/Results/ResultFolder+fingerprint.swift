import Foundation
import SluiceMedia

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

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
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return "\(name)\0missing\n" }
        #if canImport(Darwin)
            let modified = status.st_mtimespec
        #else
            let modified = status.st_mtim
        #endif
        return "\(name)\0\(status.st_size) \(modified.tv_sec) \(modified.tv_nsec) \(status.st_ino)\n"
    }
}
