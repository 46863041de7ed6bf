import Foundation

/// The user's folder for what can be made again, by the XDG base directory specification; on macOS `~/Library/Caches`.
enum UserCaches {
    /// Ours in it. `nil` when the environment names no such place.
    static var folder: URL? {
        let environment = ProcessInfo.processInfo.environment
        if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
            return URL(filePath: caches).appending(path: "sluice")
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        #if os(macOS)
            return URL(filePath: home).appending(path: "Library/Caches/sluice")
        #else
            return URL(filePath: home).appending(path: ".cache/sluice")
        #endif
    }
}
