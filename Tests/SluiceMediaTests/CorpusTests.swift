import Foundation
import SluiceMedia
import Testing

/// Every format that is known, as files made by other programs. `Corpus/make.py` made them and knows what they are.
struct CorpusTests {
    let scratch = Scratch()
    private static let inspector = MediaInspector(usesTools: false)

    @Test(arguments: Specimen.all)
    func aFileIsKnownByItsOwnName(specimen: Specimen) async throws {
        let detection = try await MediaInspector.shared.detect(specimen.path)
        #expect(detection.type?.rawValue == specimen.sent, "\(detection)")
        #expect((detection.type == nil) == (detection.reason != nil))
        #expect((detection.type == nil) == (detection.modality == nil))
    }

    @Test(arguments: Specimen.all)
    func aFileIsKnownWithoutAName(specimen: Specimen) async throws {
        guard let answer = specimen.nameless else { return }
        let detection = try await scratch.detect("nameless", specimen.bytes())
        #expect(detection.type?.rawValue == answer, "\(detection)")
        #expect(!detection.disagrees)
    }

    @Test(arguments: Specimen.all)
    func aNameThatLiesChangesNothing(specimen: Specimen) async throws {
        guard let answer = specimen.nameless else { return }
        let lie = specimen.sent?.hasPrefix("image/") == true ? "liar.mp3" : "liar.jpg"
        let detection = try await scratch.detect(lie, specimen.bytes())
        #expect(detection.type?.rawValue == answer, "\(detection)")
        #expect(detection.disagrees || detection.content == .unknown, "\(detection)")
    }

    @Test(arguments: Specimen.all.filter(\.hasFacts))
    func theHeadersTellSizeAndLength(specimen: Specimen) async throws {
        let facts = try await Self.inspector.facts(specimen.path)
        #expect(specimen.width == nil || facts.width == specimen.width, "\(facts)")
        #expect(specimen.height == nil || facts.height == specimen.height, "\(facts)")
        #expect(specimen.pages == nil || facts.pages == specimen.pages, "\(facts)")
        #expect(specimen.orientation == nil || facts.orientation == specimen.orientation, "\(facts)")
        if let seconds = specimen.seconds {
            let found = try #require(facts.duration, "\(facts)")
            #expect(abs(found - seconds) < 0.12, "\(facts)")
            #expect(!facts.codecs.isEmpty)
        }
    }

    @Test func theCorpusIsLarge() {
        #expect(Specimen.all.count >= 150)
    }
}

/// One file of the corpus and what it is.
struct Specimen: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the service is told; `nil` when it cannot be sent.
    let sent: String?
    /// The same for a name that says nothing; `nil` inside when only the name tells what it is.
    let nameless: String??
    let width: Int?
    let height: Int?
    let seconds: Double?
    let pages: Int?
    let orientation: Int?

    var testDescription: String { name }
    var hasFacts: Bool { width != nil || seconds != nil || pages != nil || orientation != nil }
    var path: String { Self.folder.appendingPathComponent("files/\(name)").path }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Corpus")

    static let all: [Specimen] = {
        let table = try? String(contentsOf: folder.appendingPathComponent("expected.tsv"), encoding: .utf8)
        return (table ?? "").split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Specimen(
                name: fields[0],
                sent: fields[1] == "-" ? nil : fields[1],
                nameless: fields[2] == "?" ? nil : .some(fields[2] == "-" ? nil : fields[2]),
                width: Int(fields[3]),
                height: Int(fields[4]),
                seconds: Double(fields[5]),
                pages: Int(fields[6]),
                orientation: Int(fields[7])
            )
        }
    }()
}
