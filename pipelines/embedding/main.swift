// Sluice inside a program of yours: one stage alone, and then a whole folder.
//
//   GOOGLE_API_KEY=… swift run embedding samples/images
import Foundation
import Sluice

struct Description: StructuredOutput {
    let title: String
    let tags: [String]
    static let descriptions = ["title": "at most six words"]
}

let folder = CommandLine.arguments.dropFirst().first ?? "samples/images"
let gemini = try GeminiClient.fromEnvironment()

// One stage alone: what is this file?
let first = URL(filePath: folder).appending(path: "chelsea.jpg")
print("chelsea.jpg is \(try await Detect().run(first).type)")

// Stages joined, and run over a folder, four files at a time. One bad file does not stop the others.
let describe = Detect()
    .then(Upload(using: gemini))
    .then(Generate("Describe this image.", as: Description.self, using: gemini))

try await describe.run(over: Folder(folder), limit: 4) { outcome in
    switch outcome.result {
    case .success(let description): print("\(outcome.input.lastPathComponent): \(description.title)")
    case .failure(let failure): print("\(outcome.input.lastPathComponent) failed: \(failure)")
    }
}
