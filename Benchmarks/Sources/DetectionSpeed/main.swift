// Files a second, against `file --mime-type -b -f LIST`, in turns: on one core, then on all.
import Foundation
import Measuring

let arguments = CommandLine.arguments

if arguments.count == 4, arguments[1] == "--detect" {
    try await Share.detect(list: arguments[2], threads: Int(arguments[3]) ?? 1)
    exit(0)
}
guard arguments.count > 1 else {
    print("usage: DetectionSpeed CORPUS [FILES=5000] [ROUNDS=7]\nCORPUS: Tests/SluiceMediaTests/Corpus/files")
    exit(64)
}
func number(_ place: Int, otherwise: Int) -> Int {
    arguments.count > place ? Int(arguments[place]) ?? otherwise : otherwise
}
let files = number(2, otherwise: 5000)
let rounds = number(3, otherwise: 7)

func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

let folder = FileManager.default.temporaryDirectory.appending(path: "detection-speed-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let names = try FileManager.default.contentsOfDirectory(atPath: arguments[1]).sorted()
var list = ""
for index in 0..<files {
    let name = names[index % names.count]
    let copy = folder.appending(path: "\(index)-\(name)")
    try FileManager.default.copyItem(at: URL(filePath: arguments[1]).appending(path: name), to: copy)
    list += copy.path + "\n"
}
let listFile = folder.appending(path: "list")
try Data(list.utf8).write(to: listFile)

guard let file = path(of: "file") else {
    print("file is not installed")
    exit(1)
}
let own = URL(filePath: arguments[0]).path
let cores = ProcessInfo.processInfo.activeProcessorCount
let oneCore = path(of: "taskset").map { [$0, "-c", "0"] } ?? []

func measured(_ words: [String]) -> Child.Usage {
    let used = Child(words[0], Array(words.dropFirst())).wait()
    guard used.exitStatus == 0 else {
        print("\(words) exited with \(used.exitStatus)")
        exit(1)
    }
    return used
}
let runs: [(name: String, words: [String])] = [
    ("file, one core", oneCore + [file, "--mime-type", "-b", "-f", listFile.path]),
    ("Sluice, one core", oneCore + [own, "--detect", listFile.path, "1"]),
    ("Sluice, \(cores) cores", [own, "--detect", listFile.path, "\(cores)"]),
]
var walls = [[Double]](repeating: [], count: runs.count)
var processor = walls
for round in 0...rounds {
    for (index, run) in runs.enumerated() {
        let used = measured(run.words)
        guard round > 0 else { continue }
        walls[index].append(used.seconds)
        processor[index].append(used.processorSeconds)
    }
}
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
print("\(files) files of \(names.count) kinds, medians of \(rounds)")
for (index, run) in runs.enumerated() {
    let rate = Int(Double(files) / median(walls[index]))
    let each = Int(median(processor[index]) / Double(files) * 1e6)
    let ratio = rounded(median(walls[0]) / median(walls[index]))
    print("  \(run.name): \(rate) files a second = \(ratio) × file · \(each) µs processor a file")
}
