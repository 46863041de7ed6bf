import Foundation
import Sluice
import SluiceCurl

/// One thing that `sluice doctor` looks at.
struct Checkup {
    enum State: String { case good, missing, broken }

    let name: String
    let state: State
    let detail: String

    /// What is missing costs something; what is broken stops the work.
    var isFatal: Bool { state == .broken }

    var line: String {
        let mark =
            switch state {
            case .good: "✓"
            case .missing: "–"
            case .broken: "✗"
            }
        return "\(mark) \(name): \(detail.printable)"
    }

    var json: JSONValue {
        ["name": .string(name), "state": .string(state.rawValue), "detail": .string(detail)]
    }

    static func all() async -> [Checkup] {
        [await detection(), transport(), key(), service(), cache()] + tools.map(tool) + [recipes()]
    }

    /// Detection of a file that is certain to be there: this executable's own picture of a PNG.
    private static func detection() async -> Checkup {
        let file = FileManager.default.temporaryDirectory.appending(path: "sluice-doctor-\(UUID().uuidString).png")
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            try Data(base64Encoded: onePixel)?.write(to: file)
            let type = try await MediaInspector.shared.detect(file.path).detected.rawValue
            guard type == "image/png" else { throw MediaMismatch(type: type) }
            return Checkup(name: "libmagic", state: .good, detail: "tells types by content")
        } catch {
            return Checkup(name: "libmagic", state: .broken, detail: "does not know a PNG image: \(error)")
        }
    }

    private struct MediaMismatch: Error, CustomStringConvertible {
        let type: String
        var description: String { "it says \(type)" }
    }

    private static let onePixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

    private static func transport() -> Checkup {
        do {
            let parts = try CurlTransport.library().split(separator: " ").prefix(2).joined(separator: ", ")
            return Checkup(name: "libcurl", state: .good, detail: parts)
        } catch {
            return Checkup(name: "libcurl", state: .broken, detail: "\(error)")
        }
    }

    private static func key() -> Checkup {
        let environment = ProcessInfo.processInfo.environment
        let set = ["GOOGLE_API_KEY", "GEMINI_API_KEY"].first { environment[$0]?.isEmpty == false }
        if let set, APIKey.inEnvironment(environment) == nil {
            return Checkup(
                name: "API key",
                state: .broken,
                detail: "what \(set) holds is no key: it has blanks, or more than letters, digits, - and _"
            )
        }
        guard APIKey.inEnvironment(environment) != nil else {
            return Checkup(
                name: "API key",
                state: .missing,
                detail: "set GOOGLE_API_KEY or GEMINI_API_KEY to ask the Gemini API; --offline needs none"
            )
        }
        let isGoogle = environment["GOOGLE_API_KEY"].flatMap(APIKey.init) != nil
        return Checkup(name: "API key", state: .good, detail: "from \(isGoogle ? "GOOGLE_API_KEY" : "GEMINI_API_KEY")")
    }

    private static func service() -> Checkup {
        let named = ProcessInfo.processInfo.environment["GOOGLE_GEMINI_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        guard let named else {
            return Checkup(name: "Service", state: .good, detail: GeminiClient.serviceURL.absoluteString)
        }
        // What it holds may be a secret in the wrong place.
        guard let url = URL(string: named), ["http", "https"].contains(url.scheme), url.host() != nil else {
            return Checkup(name: "Service", state: .broken, detail: "what GOOGLE_GEMINI_BASE_URL holds is no http URL")
        }
        guard url.user() == nil, url.password() == nil, url.query() == nil else {
            let detail = "the URL in GOOGLE_GEMINI_BASE_URL may hold no name, password or query"
            return Checkup(name: "Service", state: .broken, detail: detail)
        }
        return Checkup(name: "Service", state: .good, detail: "\(named), from GOOGLE_GEMINI_BASE_URL")
    }

    private static func cache() -> Checkup {
        let folder = FileManager.default.temporaryDirectory
        let isWritable = FileManager.default.isWritableFile(atPath: folder.path)
        return Checkup(
            name: "Temporary files",
            state: isWritable ? .good : .broken,
            detail: isWritable ? folder.path : "\(folder.path) cannot be written to"
        )
    }

    private static let tools = [
        (name: "tesseract", use: "reads text in pictures for --offline", package: "tesseract-ocr"),
        (name: "pocketsphinx_continuous", use: "transcribes speech for --offline", package: "pocketsphinx"),
        (name: "pdftotext", use: "reads PDF for --offline", package: "poppler-utils"),
        (name: "ffmpeg", use: "decodes sound and film for --offline", package: "ffmpeg"),
        (name: "ffprobe", use: "measures sound and film for --offline", package: "ffmpeg"),
    ]

    private static func tool(_ tool: (name: String, use: String, package: String)) -> Checkup {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        let found = folders.map { "\($0)/\(tool.name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return Checkup(
            name: tool.name,
            state: found == nil ? .missing : .good,
            detail: found ?? "\(tool.use); install \(tool.package)"
        )
    }

    private static func recipes() -> Checkup {
        Checkup(name: "Recipes", state: .good, detail: Recipe.builtInNames.joined(separator: ", "))
    }
}
