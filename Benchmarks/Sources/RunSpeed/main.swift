// sluice run over generated images, against sluice emulator in a process of its own.
import Foundation
import Measuring

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: RunSpeed SLUICE [FILES=200] [CONCURRENCY=32|auto] [MILLISECONDS=50] [BYTES=4096]")
    exit(64)
}
func number(_ place: Int, otherwise: Int) -> Int {
    arguments.count > place ? Int(arguments[place]) ?? otherwise : otherwise
}
let sluice = arguments[1]
let files = number(2, otherwise: 200)
let isAutomatic = arguments.count > 3 && arguments[3] == "auto"
let concurrency = isAutomatic ? 8 : number(3, otherwise: 32)
let milliseconds = number(4, otherwise: 50)
let bytes = number(5, otherwise: 4096)

let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-benchmark-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder.appending(path: "in"), withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

// One grey pixel, and behind it bytes of no meaning that make every file another one.
let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
for index in 0..<files {
    var generator = SystemRandomNumberGenerator()
    let rest = (0..<max(0, bytes / 8)).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    try (Data(base64Encoded: pixel)! + Data(rest)).write(to: folder.appending(path: "in/\(index).png"))
}
let recipe = """
    sluice: 1
    name: benchmark
    model: gemini-3.5-flash
    turns:
      - input: [{text: "Describe this image."}, {media: files}]
    """
try Data(recipe.utf8).write(to: folder.appending(path: "recipe.yaml"))

var pipe: [CInt] = [0, 0]
Foundation.pipe(&pipe)
let emulator = Child(
    sluice,
    ["emulator", "--port", "0", "--latency", "\(milliseconds)", "--no-tools"],
    output: pipe[1]
)
var line = Data()
while !line.contains(0x0A) { line += FileHandle(fileDescriptor: pipe[0], closeOnDealloc: false).availableData }
let address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)

let floor = Double(files) / Double(concurrency) * Double(milliseconds) / 1000
print(
    "\(files) images of \(bytes) bytes, \(isAutomatic ? "auto" : "\(concurrency)") at a time, \(milliseconds) ms a call: floor \(floor) s"
)
var walls: [Double] = []
for round in 0...5 {
    let output = folder.appending(path: "out-\(round)").path
    let run = Child(
        sluice,
        [
            "run", folder.appending(path: "recipe.yaml").path, folder.appending(path: "in").path, "-o", output,
            "--concurrency", isAutomatic ? "auto" : "\(concurrency)", "--base-url", address, "--progress", "none",
        ]
    )
    let used = run.wait()
    guard used.exitStatus == 0 else {
        print("run \(round) exited with \(used.exitStatus)")
        exit(1)
    }
    guard round > 0 else { continue }
    walls.append(used.seconds)
    let ratio = (used.seconds / floor * 100).rounded() / 100
    let each = (used.processorSeconds / Double(files) * 100_000).rounded() / 100
    print("  \(used.seconds) s = \(ratio) × the floor · \(each) ms processor a file · \(used.peakMemory >> 20) MB")
}
let median = walls.sorted()[walls.count / 2]
print("median \(median) s = \((median / floor * 100).rounded() / 100) × the floor")
emulator.stop()
_ = emulator.wait()
