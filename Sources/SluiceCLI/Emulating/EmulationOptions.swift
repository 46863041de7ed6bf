import ArgumentParser
import Foundation
import GeminiEmulator
import Sluice
import SluiceCurl

/// What the emulator answers with: the offline model, a script, a service behind it, or a recording.
struct EmulationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Milliseconds that a model call takes at least.", valueName: "milliseconds"))
    var latency = 0

    @Option(help: ArgumentHelp("Milliseconds that a video is PROCESSING.", valueName: "milliseconds"))
    var videoProcessing = 0

    @Option(help: ArgumentHelp("Tokens after which an answer stops with requires_continuation.", valueName: "tokens"))
    var decodeLimit = 65_536

    @Option(
        name: .customLong("doubt"),
        help: ArgumentHelp(
            "Settle what the API's documentation leaves open, such as event-ids=no. May be repeated; list shows all.",
            valueName: "name=value|list"
        )
    )
    var doubts: [String] = []

    @Option(help: ArgumentHelp("A folder for uploaded files; a temporary one unless given.", valueName: "folder"))
    var storage: String?

    @Flag(help: "Answer without external tools such as tesseract and ffmpeg: faster, and knows less.")
    var noTools = false

    @Option(
        help: ArgumentHelp(
            "A fault file, YAML or JSON: what shall go wrong, and when. See --faults-schema.",
            valueName: "file"
        )
    )
    var faults: String?

    @Option(
        help: ArgumentHelp(
            "Scripted answers: a YAML or JSON file, or a folder of them. See --script-schema.",
            valueName: "path"
        )
    )
    var script: String?

    @Option(
        help: ArgumentHelp(
            "Record: hand requests on to --upstream, and keep both sides in this folder.",
            valueName: "folder"
        )
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "The service to record, such as https://generativelanguage.googleapis.com.",
            valueName: "url"
        )
    )
    var upstream: String?

    @Flag(help: "Allow an http:// address of another machine as --upstream. Keys then go unencrypted.")
    var insecureHTTP = false

    @Option(help: ArgumentHelp("Replay: answer from the recording in this folder.", valueName: "folder"))
    var replay: String?

    /// Milliseconds.
    private static let longest = 86_400_000

    func validate() throws {
        guard (0...Self.longest).contains(latency) else {
            throw ValidationError("--latency is 0 to a day, in milliseconds.")
        }
        guard (0...Self.longest).contains(videoProcessing) else {
            throw ValidationError("--video-processing is 0 to a day, in milliseconds.")
        }
        guard (1...1_000_000_000).contains(decodeLimit) else {
            throw ValidationError("--decode-limit is 1 to 1000000000.")
        }
        guard (record == nil) == (upstream == nil) else {
            throw ValidationError("--record and --upstream go together.")
        }
        guard record == nil || replay == nil else { throw ValidationError("Either --record or --replay.") }
        guard faults == nil && script == nil || record == nil && replay == nil else {
            throw ValidationError("--faults and --script are for the emulator's own answers.")
        }
    }

    /// The emulator that these options describe.
    func emulator(onExchange: (@Sendable (EmulatorExchange) -> Void)?) throws -> Emulator {
        var options = EmulatorOptions()
        options.modelLatency = .milliseconds(latency)
        options.videoProcessing = .milliseconds(videoProcessing)
        options.decodeLimit = decodeLimit
        options.storage = try storage.map { try Self.writable($0, "--storage") }
        options.onExchange = onExchange
        for doubt in doubts { try settle(doubt, in: &options) }
        if noTools { options.tools = .none }
        if let faults { options.faults = try rules(faults) { try FaultPlan(parsing: Self.text(of: faults)) } }
        if let script { options.script = try rules(script) { try Script(contentsOf: URL(filePath: script)) } }
        if let record, let upstream { return try recorder(record, upstream, options) }
        if let replay {
            return try rules(replay) {
                try Emulator(replaying: URL(filePath: replay, directoryHint: .isDirectory), options)
            }
        }
        return Emulator(options)
    }

    private func settle(_ doubt: String, in options: inout EmulatorOptions) throws {
        do throws(RuleError) {
            try options.settle(doubt)
        } catch {
            throw Complaint(.usage, "--doubt: \(error.description.printable). --doubt list shows all of them.")
        }
    }

    private func recorder(_ folder: String, _ upstream: String, _ options: EmulatorOptions) throws -> Emulator {
        guard let base = URL(string: upstream), ["http", "https"].contains(base.scheme), base.host() != nil else {
            throw Complaint(.usage, "\(upstream.printable) is not a base URL: it needs http:// or https:// and a host.")
        }
        try ServiceAddress.requireEncryption(of: base, unless: insecureHTTP)
        let place = try Self.writable(folder, "--record")
        do {
            return try Emulator(
                recordingTo: place,
                upstream: CurlTransport(),
                base: base,
                options,
                allowsInsecureHTTP: insecureHTTP
            )
        } catch {
            throw Complaint(.usage, "\(folder.printable) cannot hold a recording: \("\(error)".printable)")
        }
    }

    /// A folder that takes files, made if it is not there.
    private static func writable(_ path: String, _ option: String) throws -> URL {
        let folder = URL(filePath: path, directoryHint: .isDirectory)
        let trial = folder.appending(path: ".trial-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("trial".utf8).write(to: trial)
            try FileManager.default.removeItem(at: trial)
        } catch {
            let reason = error.localizedDescription.printable
            throw Complaint(
                .usage,
                "\(option): \(path.printable) takes no files: \(reason) Name a folder that you may write to."
            )
        }
        return folder
    }

    private func rules<Rules>(_ path: String, _ read: () throws -> Rules) throws -> Rules {
        do {
            return try read()
        } catch let error as RuleError {
            throw Complaint(.usage, "\(path.printable): \(error.description.printable)")
        }
    }

    private static func text(of path: String) throws -> String {
        do {
            return String(decoding: try RegularFile.read(path), as: UTF8.self)
        } catch {
            throw Complaint(.usage, "\(path.printable) cannot be read.")
        }
    }
}
