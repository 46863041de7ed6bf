// Bent files by the million: none may crash the readers, hold them up or make them grow. A crash leaves its input behind.
import Foundation
import SluiceMedia

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
    print("usage: MediaFuzz CORPUS [INPUTS=1000000] [SEED=1]\nCORPUS: Tests/SluiceMediaTests/Corpus/files")
    exit(64)
}
func number(_ place: Int, otherwise: Int) -> Int {
    arguments.count > place ? Int(arguments[place]) ?? otherwise : otherwise
}
let inputs = number(2, otherwise: 1_000_000)
let seed = number(3, otherwise: 1)
let workers = ProcessInfo.processInfo.activeProcessorCount
let names = try FileManager.default.contentsOfDirectory(atPath: arguments[1]).sorted()
let corpus = try names.map { name in
    Array(try Data(contentsOf: URL(filePath: arguments[1]).appending(path: name)).prefix(1 << 15))
}
let inspector = MediaInspector(usesTools: false)
let folder = FileManager.default.temporaryDirectory.appending(path: "media-fuzz-\(seed)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
print("\(inputs) inputs from \(corpus.count) files, seed \(seed); the input at work is in \(folder.path)")

func residentBytes() -> Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
}

struct Report: Sendable {
    var slowest = 0.0
    var sendable = 0
    var withFacts = 0
    var repaired = 0
}

/// One worker's share. Its inputs are the same for the same seed and share.
func work(_ worker: Int, _ range: Range<Int>) async throws -> Report {
    var mutator = Mutator(seed: UInt64(seed) << 32 | UInt64(range.lowerBound), corpus: corpus)
    var report = Report()
    let path = folder.appending(path: "input-\(worker)").path
    for _ in range {
        let bytes = mutator.next()
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = write(file, bytes, bytes.count)
        close(file)
        let started = ContinuousClock.now
        let (detection, facts): (Detection, MediaFacts)
        do {
            detection = try await inspector.detect(path)
            facts = try await inspector.facts(path, of: detection.content)
        } catch {
            print("\(path): \(error)")
            exit(1)
        }
        report.slowest = max(report.slowest, (ContinuousClock.now - started) / .seconds(1))
        guard (detection.type == nil) == (detection.reason != nil) else {
            print("\(path): neither sent nor refused: \(detection)")
            exit(1)
        }
        if detection.type != nil { report.sendable += 1 }
        if detection.repair != nil { report.repaired += 1 }
        if !facts.isEmpty { report.withFacts += 1 }
    }
    return report
}

let started = ContinuousClock.now
var total = Report()
var settled = 0
let steps = 20
for step in 0..<steps {
    let range = inputs * step / steps..<inputs * (step + 1) / steps
    let share = range.count / workers
    let reports = try await withThrowingTaskGroup(of: Report.self) { group in
        for worker in 0..<workers {
            let first = range.lowerBound + worker * share
            let last = worker == workers - 1 ? range.upperBound : first + share
            group.addTask { try await work(worker, first..<last) }
        }
        // Whatever holds one up for so long holds it up for ever.
        group.addTask {
            try await Task.sleep(for: .seconds(600))
            print("stuck: the inputs are in \(folder.path)")
            exit(1)
        }
        var reports: [Report] = []
        while reports.count < workers, let report = try await group.next() { reports.append(report) }
        group.cancelAll()
        return reports
    }
    for report in reports {
        total.slowest = max(total.slowest, report.slowest)
        total.sendable += report.sendable
        total.withFacts += report.withFacts
        total.repaired += report.repaired
    }
    if step == steps / 2 - 1 { settled = residentBytes() }
    print("  \(range.upperBound) inputs, \(residentBytes() >> 20) MB, slowest \(Int(total.slowest * 1000)) ms")
}
let seconds = (ContinuousClock.now - started) / .seconds(1)
let growth = residentBytes() - settled
print(
    "\(Int(Double(inputs) / seconds)) inputs a second; \(total.sendable) can be sent, \(total.repaired) decided beyond libmagic"
)
print(
    "\(total.withFacts) with facts; slowest \(Int(total.slowest * 1000)) ms; memory grew by \(growth >> 10) KB in the second half"
)
guard growth < 16 << 20 else {
    print("memory grows")
    exit(1)
}
try? FileManager.default.removeItem(at: folder)
