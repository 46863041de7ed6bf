// sluice files upload of one large file, in turn with curl -T of the same file, against sluice emulator in a process of its own.
import Foundation
import Measuring

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: UploadSpeed SLUICE [MEBIBYTES=1024] [ROUNDS=3]")
    exit(64)
}
let sluice = arguments[1]
let mebibytes = arguments.count > 2 ? Int(arguments[2]) ?? 1024 : 1024
let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 3 : 3

let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-upload-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

/// A film by its first bytes, and nothing but zeros behind them. Another in every round, for equal bytes are sent once.
let film = folder.appending(path: "film.mp4").path
@MainActor func shoot(round: Int) throws {
    var head = Data([0, 0, 0, 24]) + Data("ftypisom".utf8) + Data([0, 0, 2, 0]) + Data("isommp42".utf8)
    head += Data("round \(round)".utf8)
    let handle = try FileHandle(forUpdating: URL(filePath: film))
    try handle.write(contentsOf: head)
    try handle.truncate(atOffset: (UInt64(mebibytes) << 20) - UInt64(round))
    try handle.close()
}
FileManager.default.createFile(atPath: film, contents: nil)
try shoot(round: 0)
// Both read it from memory: the first reading of a hole is as slow as the system finds memory for it.
_ = Child("/bin/cat", [film]).wait()

var pipe: [CInt] = [0, 0]
Foundation.pipe(&pipe)
// In memory where the system has a place for that: the disk is not what is measured.
let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? URL(filePath: "/dev/shm") : folder
let storage = memory.appending(path: "sluice-stored-\(UUID().uuidString)").path
defer { try? FileManager.default.removeItem(atPath: storage) }
let emulator = Child(sluice, ["emulator", "--port", "0", "--no-tools", "--storage", storage], output: pipe[1])
var line = Data()
while !line.contains(0x0A) { line += FileHandle(fileDescriptor: pipe[0], closeOnDealloc: false).availableData }
let address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
setenv("XDG_CACHE_HOME", folder.appending(path: "cache").path, 1)

/// One resumable upload in a single request, as curl does it.
@MainActor func curl(_ file: String) -> Child.Usage {
    let key = "x-goog-api-key: any"
    let script = """
        url=$(curl -s -D - -o /dev/null -X POST -H '\(key)' -H 'X-Goog-Upload-Protocol: resumable' \
            -H 'X-Goog-Upload-Command: start' '\(address)/upload/v1beta/files' \
            | tr -d '\\r' | awk 'tolower($1) == "x-goog-upload-url:" { print $2 }')
        exec curl -sf -X POST -T '\(file)' -H 'Expect:' -H 'X-Goog-Upload-Command: upload, finalize' \
            -H 'X-Goog-Upload-Offset: 0' "$url"
        """
    return Child("/bin/sh", ["-c", script]).wait()
}

@MainActor func prune() {
    _ = Child(sluice, ["files", "prune", "--older-than", "0s", "--base-url", address]).wait()
}

print("\(mebibytes) MiB, \(rounds) rounds, in turn")
var ratios: [Double] = []
// One that does not count, for the emulator and the disk.
_ = curl(film)
prune()
for round in 1...rounds {
    try shoot(round: round)
    let theirs = curl(film)
    // What is stored would fill the disk.
    prune()
    let ours = Child(sluice, ["files", "upload", film, "--base-url", address, "--progress", "none"]).wait()
    prune()
    guard theirs.exitStatus == 0, ours.exitStatus == 0 else {
        print("an upload failed: curl \(theirs.exitStatus), sluice \(ours.exitStatus)")
        exit(1)
    }
    func rate(_ used: Child.Usage) -> Int { Int(Double(mebibytes) / used.seconds) }
    ratios.append(theirs.seconds / ours.seconds)
    print(
        "  curl \(rate(theirs)) MiB/s · sluice \(rate(ours)) MiB/s, digest included · peak memory \(ours.peakMemory >> 20) MB · "
            + "processor \((ours.processorSeconds * 100).rounded() / 100) s"
    )
}
print("median \((ratios.sorted()[ratios.count / 2] * 100).rounded() / 100) × curl")
emulator.stop()
_ = emulator.wait()
