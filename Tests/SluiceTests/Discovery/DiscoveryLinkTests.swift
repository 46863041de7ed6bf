import Foundation
import Sluice
import TestSupport
import Testing

/// Links, repeats and names that are not UTF-8.
struct DiscoveryLinkTests {
    private func found(_ inputs: [String], followsLinks: Bool = false) async throws -> (
        files: [String], notes: [String]
    ) {
        var (files, notes) = ([String](), [String]())
        for try await item in try Discovery(inputs, followsLinks: followsLinks) {
            if let file = item.file { files.append(file.relativePath) }
            if let problem = item.problem {
                #expect(problem.isNote)
                notes.append(problem.message)
            }
        }
        return (files, notes)
    }

    @Test func foldersThatLinkEachOtherAreGoneThroughOnce() async throws {
        let names = ["a", "b", "c", "d", "e"]
        let tree = try Tree("a/1.jpg", "b/2.jpg", "c/3.jpg", "d/4.jpg", "e/5.jpg")
        for name in names {
            for other in names where other != name { try tree.link("\(name)/\(other)", to: "../\(other)") }
        }
        let (files, notes) = try await found([tree.path])
        #expect(files == ["a/1.jpg", "b/2.jpg", "c/3.jpg", "d/4.jpg", "e/5.jpg"])
        #expect(notes.count == 20)
    }

    @Test func aLinkOutOfTheInputIsNamedAndFollowedOnlyWhenAskedFor() async throws {
        let outside = try Tree("secret.jpg", "deep/more.jpg")
        let tree = try Tree("a.jpg")
        try tree.link("out", to: outside.path)
        try tree.link("one.jpg", to: outside.path + "/secret.jpg")
        let plain = try await found([tree.path])
        #expect(plain.files == ["a.jpg"])
        #expect(plain.notes.count == 2 && plain.notes.allSatisfy { $0.contains("--follow-links") })
        let followed = try await found([tree.path], followsLinks: true)
        #expect(followed.files == ["a.jpg", "one.jpg", "out/secret.jpg", "out/deep/more.jpg"])
    }

    @Test(arguments: [true, false])
    func aRecipeSaysWhetherLinksOutOfTheInputsAreFollowed(follows: Bool) async throws {
        let desk = Desk()
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(2), to: "outside/b.png")
        try FileManager.default.createSymbolicLink(
            atPath: (desk.folder / "in/out").path,
            withDestinationPath: (desk.folder / "outside").path
        )
        let summary = try await desk.run(Desk.describing(extra: "select: {follow_links: \(follows)}"))
        #expect(summary.completed == (follows ? 2 : 1))
    }

    @Test func aLinkToWhatIsHiddenOtherwiseIsTaken() async throws {
        let tree = try Tree(".store/x.jpg")
        try tree.link("x.jpg", to: ".store/x.jpg")
        try tree.link("same.jpg", to: ".store/x.jpg")
        #expect(try await found([tree.path]).files == ["same.jpg"])
    }

    @Test func aLinkThatIsAnInputItselfIsFollowed() async throws {
        let tree = try Tree("real/a.jpg", "b.jpg")
        try tree.link("way", to: "real")
        try tree.link("file.jpg", to: "b.jpg")
        #expect(try await found([tree.path + "/way"]).files == ["a.jpg"])
        #expect(try await found([tree.path + "/file.jpg"]).files == ["file.jpg"])
    }

    @Test func whatIsGivenTwiceIsTakenOnceAndSaid() async throws {
        let tree = try Tree("a/x.jpg", "a/sub/y.jpg")
        let a = tree.path + "/a"
        for inputs in [
            [a, a], [a, "\(a)/sub"], [a, "\(a)/x.jpg"], ["\(a)/x.jpg", a], ["\(a)/../a/x.jpg", "\(a)/x.jpg"],
        ] {
            let (files, notes) = try await found(inputs)
            #expect(Set(files.map { $0.split(separator: "/").last }).count == files.count)
            #expect(notes.count == 1, "\(inputs)")
        }
        #expect(try await found(["\(a)/sub", a]).files == ["y.jpg", "x.jpg"])
    }

    #if os(Linux)
        @Test func namesThatAreNotUTF8AreReadUnderNamesThatTellThemApart() async throws {
            let tree = try Tree("a.jpg", "r\\xFF.jpg")
            for name in [[0x72, 0xFF], [0x72, 0xFE]] as [[UInt8]] {
                let path = Array(tree.path.utf8) + [0x2F] + name + Array(".jpg".utf8)
                let handle = unsafe open(path.map { CChar(bitPattern: $0) } + [0], O_CREAT | O_WRONLY, 0o600)
                #expect(handle >= 0)
                _ = unsafe write(handle, [name[1]], 1)
                close(handle)
            }
            var seen: [String: Data] = [:]
            for try await item in try Discovery([tree.path]) {
                let file = try #require(item.file)
                seen[file.relativePath] = try Data(contentsOf: file.url)
            }
            #expect(seen["r\\xFF.jpg"] == Data([0xFF]))
            #expect(seen["r\\xFE.jpg"] == Data([0xFE]))
            #expect(seen["r\\x5CxFF.jpg"] == Data("x".utf8))
            #expect(seen.count == 4)
            #expect(try await found(["\(tree.path)/r\\xFE.jpg"]).files == ["r\\xFE.jpg"])
        }
    #endif

    @Test(arguments: [
        [0x61, 0xE9, 0x5C, 0x78, 0x46, 0x46], Array("caf\\xE9".utf8), Array("\\x5C".utf8), [0xC3], Array("é".utf8),
    ])
    func theTextOfANameLeadsBackToIt(bytes: [UInt8]) {
        #expect(FileName.bytes(of: FileName.text(of: bytes)) == bytes)
    }
}
