import Foundation

/// The browser of the person at this machine.
enum Browser {
    /// - Throws: ``Complaint`` where nothing knows how to open a page; the page is written nevertheless.
    static func show(_ file: URL) throws {
        #if os(macOS)
            let openers = ["open"]
        #else
            let openers = ["xdg-open", "wslview"]
        #endif
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
        for opener in openers {
            guard let path = folders.map({ "\($0)/\(opener)" }).first(where: FileManager.default.isExecutableFile)
            else {
                continue
            }
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = [file.absoluteURL.path(percentEncoded: false)]
            process.environment = environment
            process.standardOutput = FileHandle.nullDevice
            if (try? process.run()) != nil { return }
        }
        throw Complaint(
            .someFailed,
            "No program to open the page with was found (\(openers.joined(separator: ", "))). Open it yourself."
        )
    }

    /// A browser needs to know its display and its user's settings, and no key of any service.
    private static var environment: [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in
            !["KEY", "TOKEN", "SECRET", "PASSWORD", "CREDENTIAL"].contains { name.uppercased().contains($0) }
        }
    }
}
