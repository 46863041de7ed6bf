// A stage of your own between Sluice's, a job that remembers, and rows into a database of yours.
//
//   GOOGLE_API_KEY=… swift run embedding samples/images cards.sqlite
import Foundation
import GRDB
import Sluice

struct Card: StructuredOutput, Codable {
    let title: String
    let tags: [String]
    static let schema: JSONSchema = "title: \"at most six words\", tags [string]"
}

let arguments =
    CommandLine.arguments.dropFirst() + ["samples/images", "cards.sqlite"].dropFirst(CommandLine.arguments.count - 1)
let (folder, file) = (arguments[arguments.startIndex], arguments[arguments.startIndex + 1])
let gemini = try GeminiClient.fromEnvironment()

/// Half a megapixel says as much about a photo, and costs less to send. Without ImageMagick photos go as they are.
let resize = Pipeline("resize", version: 1) { (photo: URL) in
    let small = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jpg")
    ItemContext.current?.atEnd { try? FileManager.default.removeItem(at: small) }
    let convert = Process()
    convert.executableURL = URL(filePath: "/usr/bin/convert")
    convert.arguments = ["\(photo.path)[0]", "-resize", "800x800>", small.path]
    convert.standardError = FileHandle.nullDevice
    let isDone = await withCheckedContinuation { (end: CheckedContinuation<Bool, Never>) in
        convert.terminationHandler = { end.resume(returning: $0.terminationStatus == 0) }
        do { try convert.run() } catch { end.resume(returning: false) }
    }
    return isDone ? small : photo
}

let describe =
    resize
    .then(Detect())
    .then(Upload(using: gemini))
    .then(Generate("Describe this photo.", as: Card.self, using: gemini))

let database = try DatabaseQueue(path: file)
try database.write { database in
    try database.execute(
        sql: "CREATE TABLE IF NOT EXISTS card (photo TEXT PRIMARY KEY, title TEXT, tags TEXT, cost REAL)"
    )
}

// Equal photos are asked about once, ever; kill this at any moment, and the same command goes on.
let job = try Job("cards", describe, remembering: URL(filePath: file + ".job"))
for try await item in job.run(over: Folder(folder), limits: JobLimits(budget: .dollars(5))) {
    let photo = item.input.lastPathComponent
    switch item.result {
    case .success(let card):
        print("\(photo): \(card.title)")
        try database.write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO card VALUES (?, ?, ?, ?)",
                arguments: [photo, card.title, card.tags.joined(separator: ","), item.cost]
            )
        }
    case .failure(let failure): print("\(photo): \(failure)")
    }
}
