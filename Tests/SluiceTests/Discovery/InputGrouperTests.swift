import Sluice
import Testing

struct InputGrouperTests {
    private func groups(_ paths: [String], by grouping: Recipe.Grouping) -> [String] {
        var grouper = InputGrouper(by: grouping)
        let files = paths.map { DiscoveredFile(path: "/root/\($0)", root: "/root", rootName: "root", relativePath: $0) }
        let groups = files.flatMap { grouper.push($0) } + grouper.finish()
        return groups.map { "\($0.outputPath) \($0.name): \($0.files.map(\.name).joined(separator: " "))" }
    }

    private static let paths = ["b.jpg", "b.wav", "c.jpg", "d/a.jpg", "d/b.jpg", "d/b.tar.gz", "d/e/b.jpg"]

    @Test func eachFileIsAGroupOfItsOwn() {
        #expect(groups(["d/cat.jpg", "x"], by: .file) == ["d/cat.jpg cat.jpg: cat.jpg", "x x: x"])
    }

    @Test func filesOfOneStemInOneFolderBelongTogether() {
        #expect(
            groups(Self.paths, by: .stem) == [
                "b b: b.jpg b.wav", "c c: c.jpg", "d/a a: a.jpg", "d/b b: b.jpg", "d/b.tar b.tar: b.tar.gz",
                "d/e/b b: b.jpg",
            ]
        )
    }

    @Test func filesOfOneFolderBelongTogether() {
        #expect(
            groups(Self.paths, by: .folder) == [
                "root root: b.jpg b.wav c.jpg", "d d: a.jpg b.jpg b.tar.gz", "d/e e: b.jpg",
            ]
        )
    }

    @Test func stemsThatLookAlikeAreOneUnlessTheyHaveTheSameExtension() {
        #expect(groups(["\u{E9}.jpg", "e\u{301}.wav"], by: .stem).count == 1)
        #expect(groups(["\u{E9}.jpg", "e\u{301}.jpg"], by: .stem).count == 2)
        #expect(groups(["IMG_1.JPG", "img_1.m4a"], by: .stem).count == 1)
        #expect(groups(["A.jpg", "a.JPG", "a.m4a"], by: .stem).count == 2)
        #expect(groups([".env", ".env.jpg"], by: .stem).count == 1)
    }

    @Test func aGroupIsGivenAsSoonAsItsFolderIsDone() {
        var grouper = InputGrouper(by: .stem)
        func file(_ path: String) -> DiscoveredFile {
            DiscoveredFile(path: "/r/\(path)", root: "/r", rootName: "r", relativePath: path)
        }
        #expect(grouper.push(file("a/1.jpg")).isEmpty)
        #expect(grouper.push(file("b/1.jpg")).map(\.outputPath) == ["a/1"])
        #expect(grouper.finish().map(\.outputPath) == ["b/1"])
        #expect(grouper.finish().isEmpty)
    }

    @Test func groupsComeFromADiscovery() async throws {
        let tree = try Tree("IMG_2.m4a", "IMG_2.jpg", "IMG_10.jpg", "d/x.jpg")
        try tree.link("broken", to: "nowhere")
        var found: [String] = []
        for try await item in try Discovery([tree.path]).grouped(by: .stem) {
            switch item {
            case .group(let group): found.append("\(group.outputPath) \(group.files.map(\.name))")
            case .problem(let problem): found.append(problem.message)
            }
        }
        #expect(
            found == [
                "is a broken symbolic link", #"IMG_2 ["IMG_2.jpg", "IMG_2.m4a"]"#, #"IMG_10 ["IMG_10.jpg"]"#,
                #"d/x ["x.jpg"]"#,
            ]
        )
    }
}
