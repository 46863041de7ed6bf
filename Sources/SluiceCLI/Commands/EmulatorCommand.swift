import ArgumentParser
import Foundation
import GeminiEmulator
import Sluice

struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serves the Gemini API on 127.0.0.1, for any client.",
        discussion: """
            It needs no key of yours and no network, and answers from what files really hold.

              sluice emulator --port 8787
              export GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:8787 GOOGLE_API_KEY=any

            The first line on standard output is its address. Ctrl-C ends it.
            """
    )

    @Option(help: "The port; 0 lets the system choose.")
    var port = 8787

    @Option(help: "Milliseconds that a model call takes at least.")
    var latency = 0

    @Option(help: "A folder for uploaded files; a temporary one unless given.")
    var storage: String?

    @Flag(help: "Answer without external tools such as tesseract and ffmpeg: faster, and knows less.")
    var noTools = false

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard latency >= 0 else { throw ValidationError("--latency is 0 or more.") }
    }

    func run() async throws {
        try await reporting {
            var options = EmulatorOptions()
            options.modelLatency = .milliseconds(latency)
            options.storage = storage.map { URL(filePath: $0, directoryHint: .isDirectory) }
            if noTools { options.tools = .none }
            let control = RunControl()
            let (stops, stop) = AsyncStream.makeStream(of: Void.self)
            let interrupts = Interrupts(control) { stop.finish() }
            do {
                try await interrupts.during {
                    try await withEmulatorServer(Emulator(options), port: port) { url in
                        Console.output.line(url.absoluteString)
                        for await _ in stops {}
                    }
                }
            } catch {
                throw Complaint(.unreachable, "Port \(port) cannot be served: \("\(error)".printable)")
            }
        }
    }
}
