import Foundation
import TestSupport
import Testing

/// Google's own client for Python, as it is on the package index, against `sluice emulator`.
struct PythonSDKTests {
    @Test(.enabled("needs python3 with venv, and google-genai from a package index") { await PythonSDK.isReady() })
    func theOfficialSDKRunsUnchanged() async throws {
        let result = try await PythonSDK.python.run(
            [PythonSDK.driver.path, Program("sluice").path, Repository.root.appending(path: "samples").path]
        )
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.hasSuffix("all done\n"), "\(result.output)")
    }
}

/// An environment of its own below `.build`, made when it is first needed.
private enum PythonSDK {
    static let driver = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "PythonSDK/drive.py")
    private static let folder = Repository.root.appending(path: ".build/python-sdk")
    static let python = Program(at: folder.appending(path: "bin/python").path)

    /// Whether the client is installed. Tries to install it, from whatever index pip is set up for.
    static func isReady() async -> Bool {
        if await works(python, ["-c", "import google.genai"]) { return true }
        guard let system = systemPython, await works(system, ["-m", "venv", folder.path]) else { return false }
        let install = ["-m", "pip", "install", "--quiet", "--timeout", "15", "--retries", "1", "google-genai"]
        return await works(python, install)
    }

    private static var systemPython: Program? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        let path = folders.map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return path.map { Program(at: $0) }
    }

    private static func works(_ program: Program, _ arguments: [String]) async -> Bool {
        // No program, no success: both mean that the test cannot run here.
        (try? await program.run(arguments, environment: pipSettings))?.code == 0
    }

    /// Where pip finds its index and its certificates, as whoever runs the tests has set it.
    private static var pipSettings: [String: String] {
        ProcessInfo.processInfo.environment.filter { name, _ in
            name.hasPrefix("PIP_") || name.lowercased().hasSuffix("_proxy") || name.hasSuffix("_CERT_FILE")
                || name.hasSuffix("_CA_BUNDLE")
        }
    }
}

private enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
}
