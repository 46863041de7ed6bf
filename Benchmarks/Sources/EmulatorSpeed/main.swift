// sluice emulator on one core: small requests a second, and one large upload.
import Foundation
import Measuring

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: EmulatorSpeed SLUICE [SECONDS=5] [MEBIBYTES=2047]")
    exit(64)
}
func number(_ place: Int, otherwise: Int) -> Int {
    arguments.count > place ? Int(arguments[place]) ?? otherwise : otherwise
}
let seconds = number(2, otherwise: 5)
let mebibytes = number(3, otherwise: 2047)

func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

func output(_ program: String, _ arguments: [String]) -> String {
    var pipe: [CInt] = [0, 0]
    Foundation.pipe(&pipe)
    let child = Child(program, arguments, output: pipe[1])
    close(pipe[1])
    let text = String(
        decoding: FileHandle(fileDescriptor: pipe[0], closeOnDealloc: true).readDataToEndOfFile(),
        as: UTF8.self
    )
    _ = child.wait()
    return text
}

var pipe: [CInt] = [0, 0]
Foundation.pipe(&pipe)
let command = ["emulator", "--port", "0", "--no-tools"]
let emulator =
    if let taskset = path(of: "taskset") {
        Child(taskset, ["-c", "0", arguments[1]] + command, output: pipe[1])
    } else {
        Child(arguments[1], command, output: pipe[1])
    }
var line = Data()
while !line.contains(0x0A) { line += FileHandle(fileDescriptor: pipe[0], closeOnDealloc: false).availableData }
let address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)

/// Begins an upload and gives the address of its session.
@MainActor func session(_ curl: String) -> String {
    let head = output(
        curl,
        [
            "-s", "-D", "-", "-o", "/dev/null", "-X", "POST", "-H", "x-goog-api-key: k", "-H",
            "X-Goog-Upload-Protocol: resumable", "-H", "X-Goog-Upload-Command: start", address + "/upload/v1beta/files",
        ]
    )
    let line = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("x-goog-upload-url:") }
    return line.map { $0.dropFirst(18).trimmingCharacters(in: .whitespaces) } ?? ""
}

/// Sends a file and gives what the emulator says of it.
@MainActor func upload(_ curl: String, _ file: String) -> String {
    let command = ["-H", "X-Goog-Upload-Command: upload, finalize", "-H", "X-Goog-Upload-Offset: 0"]
    return output(curl, ["-s", "-X", "POST", "-T", file] + command + [session(curl)])
}

/// Asks again and again from another core, and tells how often a second, and what each cost the emulator.
@MainActor func measure(_ name: String, _ target: String, connections: Int, _ more: [String] = []) {
    guard let wrk = path(of: "wrk") else { return print("wrk is not installed: no \(name)") }
    let before = emulator.processorSeconds
    let command = ["-t1", "-c\(connections)", "-d\(seconds)s", "-H", "x-goog-api-key: k"] + more + [address + target]
    let report = output(wrk, command).split(separator: "\n")
    let rate = report.first { $0.hasPrefix("Requests/sec:") }.map { $0.dropFirst(13) } ?? " no figure"
    let count = report.first { $0.contains("requests in") }.flatMap { Double($0.split(separator: " ")[0]) } ?? 0
    var cost = ""
    if let before, let after = emulator.processorSeconds, count > 0 {
        cost = ", each \(((after - before) / count * 10_000_000).rounded() / 10) µs of the core"
    }
    let wrong = report.contains { $0.contains("Non-2xx") } ? ", NOT ALL ANSWERED WELL" : ""
    print("\(name), \(connections) connections:\(rate) a second\(cost)\(wrong)")
}

let small = FileManager.default.temporaryDirectory.appending(path: "emulator-small-\(UUID().uuidString)")
let script = FileManager.default.temporaryDirectory.appending(path: "emulator-ask-\(UUID().uuidString).lua")
try Data("hello".utf8).write(to: small)
try Data(#"wrk.method = "POST"; wrk.body = '{"model":"gemini-3.5-flash","input":"Hello","store":false}'"#.utf8)
    .write(to: script)
let known = path(of: "curl").map { upload($0, small.path) } ?? ""
let name = known.split(separator: "\"").first { $0.hasPrefix("files/") }
for connections in [1, 32, 256] {
    measure("GET a model", "/v1beta/models/gemini-3.5-flash", connections: connections)
    if let name { measure("GET a file", "/v1beta/\(name)", connections: connections) }
}
measure("POST a question", "/v1beta/interactions", connections: 32, ["-s", script.path])
for file in [small, script] { try FileManager.default.removeItem(at: file) }

let file = FileManager.default.temporaryDirectory.appending(path: "emulator-speed-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: file) }
FileManager.default.createFile(atPath: file.path, contents: nil)
try FileHandle(forWritingTo: file).truncate(atOffset: UInt64(mebibytes) << 20)
if let curl = path(of: "curl") {
    let started = ContinuousClock.now
    let answer = upload(curl, file.path)
    let time = (ContinuousClock.now - started) / .seconds(1)
    print("\(mebibytes) MiB in \(time) s: \(answer.contains("\"ACTIVE\"") ? "stored" : "not stored: \(answer)")")
} else {
    print("curl is not installed: no upload")
}
emulator.stop()
let used = emulator.wait()
print("peak memory \(used.peakMemory >> 20) MB, processor \(used.processorSeconds) s")
