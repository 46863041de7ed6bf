// sluice run over files that an earlier run has done.
import Foundation
import Measuring

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: ResumeSpeed SLUICE [FILES=10000]")
    exit(64)
}
let sluice = arguments[1]
let files = arguments.count > 2 ? Int(arguments[2]) ?? 10_000 : 10_000

let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-benchmark-\(UUID().uuidString)")
defer { try? FileManager.default.removeItem(at: folder) }
let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
for index in 0..<files {
    let place = folder.appending(path: "in/\(index / 500)")
    if index % 500 == 0 { try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true) }
    try (Data(base64Encoded: pixel)! + Data("\(index)".utf8)).write(to: place.appending(path: "\(index).png"))
}
let recipe = """
    sluice: 1
    name: benchmark
    model: gemini-3.5-flash
    media: {inline: always}
    turns:
      - input: [{text: "Describe this image."}, {media: files}]
    """
try Data(recipe.utf8).write(to: folder.appending(path: "recipe.yaml"))
// What was written within the last two seconds is read again.
sleep(3)

var pipe: [CInt] = [0, 0]
Foundation.pipe(&pipe)
let emulator = Child(sluice, ["emulator", "--port", "0", "--no-tools"], output: pipe[1])
var line = Data()
while !line.contains(0x0A) { line += FileHandle(fileDescriptor: pipe[0], closeOnDealloc: false).availableData }
let address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)

func run(_ name: String) -> Double {
    let child = Child(
        sluice,
        [
            "run", folder.appending(path: "recipe.yaml").path, folder.appending(path: "in").path, "-o",
            folder.appending(path: "out").path, "--base-url", address, "--progress", "none",
        ]
    )
    let used = child.wait()
    guard used.exitStatus == 0 else {
        print("\(name) exited with \(used.exitStatus)")
        exit(1)
    }
    print("  \(name): \(used.seconds) s · \(used.processorSeconds) s processor · \(used.peakMemory >> 20) MB")
    return used.seconds
}
/// The calls that the emulator has seen, by `curl`.
func requests() throws -> String {
    let curl = Process()
    curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    curl.arguments = ["curl", "-s", "\(address)/emulator/stats"]
    let output = Pipe()
    curl.standardOutput = output
    try curl.run()
    defer { curl.waitUntilExit() }
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    // What was asked for, without the question about it.
    let calls = (try JSONSerialization.jsonObject(with: bytes) as? [String: Any])?["calls"] as? [String: Int]
    return (calls ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
}

print("\(files) files")
_ = run("the first run")
let before = try requests()
let walls = (1...5).map { run("again, \($0)") }
print("median \(walls.sorted()[2]) s · \(try requests() == before ? "no request" : "there were requests")")
emulator.stop()
_ = emulator.wait()
