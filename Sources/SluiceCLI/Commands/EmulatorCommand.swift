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

            GET /emulator/stats tells what was seen, POST /emulator/reset forgets it,
            and POST /emulator/faults takes the content of a fault file while it runs.
            """
    )

    @Option(help: "The port; 0 lets the system choose.")
    var port = 8787

    @Option(
        help: ArgumentHelp(
            "A further host name that clients reach it by, such as a container's. May be repeated.",
            valueName: "name"
        )
    )
    var allowHost: [String] = []

    @OptionGroup var emulation: EmulationOptions

    @Option(help: ArgumentHelp("A file to append one JSON line a request to; - is standard error.", valueName: "file"))
    var log: String?

    @Flag(help: "Print the JSON Schema of fault files, and end.")
    var faultsSchema = false

    @Flag(help: "Print the JSON Schema of scripts, and end.")
    var scriptSchema = false

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    }

    func run() async throws {
        if faultsSchema { return Console.output.line(FaultPlan.schema.json.text(.pretty)) }
        if scriptSchema { return Console.output.line(Script.schema.json.text(.pretty)) }
        if emulation.doubts.contains("list") { return Console.output.line(Doubt.table) }
        try await reporting {
            let log = try log.map { try ExchangeLog($0) }
            // Nothing is told where nobody listens.
            var tell: (@Sendable (EmulatorExchange) -> Void)?
            if let log { tell = { log.write($0) } }
            let emulator = try emulation.emulator(onExchange: tell)
            let control = RunControl()
            let (stops, stop) = AsyncStream.makeStream(of: Void.self)
            let interrupts = Interrupts(control) { stop.finish() }
            do {
                try await interrupts.during {
                    defer { emulator.discardFiles() }
                    try await withEmulatorServer(emulator, port: port, allowedHosts: allowHost) { url in
                        Console.output.line(url.absoluteString)
                        for await _ in stops {}
                    }
                }
            } catch let error as PortUnavailable {
                throw Complaint(
                    .unreachable,
                    "\(error.description.printable) Choose another with --port; --port 0 takes any that is free."
                )
            } catch {
                throw Complaint(.unreachable, "Port \(port) cannot be served: \("\(error)".printable)")
            }
        }
    }
}
