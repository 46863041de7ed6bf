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

if let wrk = path(of: "wrk") {
    for connections in [1, 32, 256] {
        let report = output(
            wrk,
            [
                "-t1", "-c\(connections)", "-d\(seconds)s", "-H", "x-goog-api-key: k",
                address + "/v1beta/models/gemini-3.5-flash",
            ]
        )
        let rate =
            report.split(separator: "\n").first { $0.hasPrefix("Requests/sec:") }.map { $0.dropFirst(13) }
            ?? " no figure"
        print("\(connections) connections:\(rate) GETs a second")
    }
} else {
    print("wrk is not installed: no GETs")
}

let file = FileManager.default.temporaryDirectory.appending(path: "emulator-speed-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: file) }
FileManager.default.createFile(atPath: file.path, contents: nil)
try FileHandle(forWritingTo: file).truncate(atOffset: UInt64(mebibytes) << 20)
if let curl = path(of: "curl") {
    let head = output(
        curl,
        [
            "-s", "-D", "-", "-o", "/dev/null", "-X", "POST", "-H", "x-goog-api-key: k", "-H",
            "X-Goog-Upload-Protocol: resumable", "-H", "X-Goog-Upload-Command: start", address + "/upload/v1beta/files",
        ]
    )
    let session = head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix("x-goog-upload-url:") }
    let url = session.map { $0.dropFirst(18).trimmingCharacters(in: .whitespaces) } ?? ""
    let started = ContinuousClock.now
    let answer = output(
        curl,
        [
            "-s", "-X", "POST", "-T", file.path, "-H", "X-Goog-Upload-Command: upload, finalize", "-H",
            "X-Goog-Upload-Offset: 0", url,
        ]
    )
    let time = (ContinuousClock.now - started) / .seconds(1)
    print("\(mebibytes) MiB in \(time) s: \(answer.contains("\"ACTIVE\"") ? "stored" : "not stored: \(answer)")")
} else {
    print("curl is not installed: no upload")
}
emulator.stop()
let used = emulator.wait()
print("peak memory \(used.peakMemory >> 20) MB, processor \(used.processorSeconds) s")
