package import Foundation

extension URL {
    /// The path of a file on this machine.
    ///
    /// - Throws: ``MediaError`` for an address of something else, whose path may be that of another file here: one with a scheme
    ///   other than `file` or with none, `file:` with another host, and a path with a zero byte in it, where the system would end it.
    package func localPath() throws(MediaError) -> String {
        guard isFileURL else {
            throw .notLocal(
                scheme.map { "a URL of the scheme \($0) is no file on this machine" }
                    ?? "a URL without a scheme is no file",
                scheme == nil
                    ? "make it with URL(filePath:)" : "fetch it first, or let the service do so: a block with its URI"
            )
        }
        if let host = host(percentEncoded: false)?.lowercased(), !host.isEmpty,
            !["localhost", "127.0.0.1"].contains(host)
        {
            throw .notLocal("the URL names a file of another machine", "mount it here, and name it by its path")
        }
        let path = path(percentEncoded: false)
        guard !path.utf8.contains(0) else { throw .notLocal("the URL's path has a zero byte in it", nil) }
        return path
    }
}

extension MediaError {
    fileprivate static func notLocal(_ message: String, _ hint: String?) -> Self {
        Self(.unreadable, message, hint: hint)
    }
}
