import Foundation
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct SourceStampTests {
    let folder = TemporaryFolder()
    private let later = Date.now.addingTimeInterval(60)

    @Test func staysWhileTheFileStays() throws {
        try folder.write("one", to: "a.txt")
        let stamp = try #require(look("a.txt"))
        #expect(stamp.isReliable)
        #expect(look("a.txt")?.text == stamp.text)
    }

    @Test func changesWithTheContentEvenWhenSizeAndTimeAreSetBack() throws {
        let file = try folder.write("one", to: "a.txt")
        let before = try #require(look("a.txt"))
        let time = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data("two".utf8))
        try handle.close()
        try FileManager.default.setAttributes([.modificationDate: time ?? .now], ofItemAtPath: file.path)
        #expect(look("a.txt")?.text != before.text)
    }

    @Test func changesWithTheNameAndWithTheRulesOfReading() throws {
        try folder.write("one", to: "a.txt")
        #expect(look("a.txt", named: "b.txt")?.text != look("a.txt")?.text)
        #expect(look("a.txt", rules: "images")?.text != look("a.txt")?.text)
    }

    @Test func isNotReliedUponRightAfterAWrite() throws {
        try folder.write("one", to: "a.txt")
        #expect(look("a.txt", now: .now)?.isReliable == false)
    }

    @Test func isNoneForWhatIsNotThere() { #expect(look("gone") == nil) }

    private func look(
        _ path: String,
        named name: String? = nil,
        rules: String = "all",
        now: Date? = nil
    ) -> SourceStamp? {
        let file = DiscoveredFile(
            path: (folder / path).path,
            root: folder.url.path,
            rootName: "x",
            relativePath: name ?? path
        )
        let group = InputGroup(name: name ?? path, files: [file], outputPath: name ?? path)
        return SourceStamp(group, rules: rules, now: now ?? later)
    }
}
