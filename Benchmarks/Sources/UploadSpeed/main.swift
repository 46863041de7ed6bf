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

/// A film by its first bytes, and nothing but holes behind them.
@MainActor func film(_ name: String, round: Int) throws -> String {
    let file = folder.appending(path: name)
    var head = Data([0, 0, 0, 24]) + Data("ftypisom".utf8) + Data([0, 0, 2, 0]) + Data("isommp42".utf8)
    head += Data("\(name)\(round)".utf8)
    try head.write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: UInt64(mebibytes) << 20)
    try handle.close()
    return file.path
}

var pipe: [CInt] = [0, 0]
Foundation.pipe(&pipe)
let storage = folder.appending(path: "stored").path
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

print("\(mebibytes) MiB, \(rounds) rounds, in turn")
var ratios: [Double] = []
for round in 0..<rounds {
    let theirs = curl(try film("theirs.mp4", round: round))
    let mine = try film("ours.mp4", round: round)
    // Reading the file for its digest is part of our upload, and not of curl's.
    let digest = Child(sluice, ["inspect", mine]).wait()
    let ours = Child(sluice, ["files", "upload", mine, "--base-url", address, "--progress", "none"]).wait()
    guard theirs.exitStatus == 0, ours.exitStatus == 0, digest.exitStatus == 0 else {
        print("an upload failed: curl \(theirs.exitStatus), sluice \(ours.exitStatus)")
        exit(1)
    }
    func rate(_ used: Child.Usage) -> Int { Int(Double(mebibytes) / used.seconds) }
    ratios.append(theirs.seconds / ours.seconds)
    print(
        "  curl \(rate(theirs)) MiB/s · sluice \(rate(ours)) MiB/s, digest included · peak memory \(ours.peakMemory >> 20) MB · "
            + "processor \((ours.processorSeconds * 100).rounded() / 100) s"
    )
    // What is stored would fill the disk.
    for name in ["theirs.mp4", "ours.mp4"] { try FileManager.default.removeItem(at: folder.appending(path: name)) }
    _ = Child(sluice, ["files", "prune", "--older-than", "0s", "--base-url", address]).wait()
}
print("median \((ratios.sorted()[ratios.count / 2] * 100).rounded() / 100) × curl")
emulator.stop()
_ = emulator.wait()
