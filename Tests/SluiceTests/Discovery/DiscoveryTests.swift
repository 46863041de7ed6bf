import Foundation
import Sluice
import Testing

struct DiscoveryTests {
    private func found(_ discovery: Discovery) async throws -> [String] {
        var found: [String] = []
        for try await item in discovery {
            switch item {
            case .file(let file): found.append(file.relativePath)
            case .problem(let problem): found.append("! \(PathName.last(of: problem.path)) \(problem.message)")
            }
        }
        return found
    }

    private func found(in tree: Tree, include: [String] = ["**/*"], exclude: [String] = ["**/.*"]) async throws
        -> [String]
    {
        try await found(Discovery([tree.path], include: include, exclude: exclude))
    }

    @Test func filesComeInNaturalOrderAndFoldersAfterThem() async throws {
        let tree = try Tree("b/IMG_10.jpg", "b/IMG_2.jpg", "a/x.png", "z.jpg", "Y.jpg", "b/c/1.jpg", "empty/")
        #expect(try await found(in: tree) == ["Y.jpg", "z.jpg", "a/x.png", "b/IMG_2.jpg", "b/IMG_10.jpg", "b/c/1.jpg"])
    }

    @Test func aFileKnowsWhereItIsAndWhereItCameFrom() async throws {
        let tree = try Tree("trip/cat.jpg")
        for try await item in try Discovery([tree.path + "/"]) {
            let file = try #require(item.file)
            #expect(file.path == tree.path + "/trip/cat.jpg")
            #expect(file.root == tree.path + "/")
            #expect(file.rootName == PathName.last(of: tree.path))
            #expect(file.relativePath == "trip/cat.jpg")
            #expect((file.folder, file.name) == ("trip", "cat.jpg"))
        }
    }

    @Test func hiddenFilesAndFoldersAreLeftOut() async throws {
        let tree = try Tree(".DS_Store", ".git/x.jpg", "a/.b/c.jpg", "a/d.jpg")
        #expect(try await found(in: tree) == ["a/d.jpg"])
        #expect(try await found(in: tree, exclude: []) == ["a/d.jpg"])
        #expect(try await found(in: tree, include: ["**/.b/*"], exclude: []) == ["a/.b/c.jpg"])
        #expect(try await found(Discovery(["\(tree.path)/.git", "\(tree.path)/.DS_Store"])) == ["x.jpg", ".DS_Store"])
    }

    @Test func globsAreMatchedBelowTheInput() async throws {
        let tree = try Tree("a.jpg", "a.png", "trip/b.jpg", "trip/raw/c.jpg")
        #expect(try await found(in: tree, include: ["**/*.jpg"]) == ["a.jpg", "trip/b.jpg", "trip/raw/c.jpg"])
        #expect(try await found(in: tree, include: ["*.png"]) == ["a.png"])
        #expect(try await found(in: tree, include: ["trip/*"]) == ["trip/b.jpg"])
        #expect(try await found(in: tree, exclude: ["**/raw", "a.*"]) == ["trip/b.jpg"])
        #expect(try await found(in: tree, exclude: ["trip/**"]) == ["a.jpg", "a.png"])
    }

    @Test func aPatternMaySayThatItIsRelative() async throws {
        let tree = try Tree("a.jpg", "drafts/b.jpg")
        #expect(try await found(in: tree, exclude: ["./drafts/**"]) == ["a.jpg"])
    }

    @Test func linksNeverLeadRoundInCircles() async throws {
        let tree = try Tree("a/b/x.jpg")
        try tree.link("a/b/up", to: "../..")
        try tree.link("a/self", to: ".")
        try tree.link("link.jpg", to: "a/b/x.jpg")
        let found = try await found(in: tree)
        #expect(found.filter { !$0.hasPrefix("!") } == ["a/b/x.jpg"])
        // Each further way is said.
        #expect(found.count(where: { $0.hasPrefix("!") }) == 3)
    }

    @Test func whatCannotBeTakenIsAProblemAndTheRestGoesOn() async throws {
        let tree = try Tree("a.jpg/x.jpg", "z.jpg")
        try tree.link("broken.jpg", to: "nowhere")
        try tree.link("loop", to: "loop")
        let made = unsafe mkfifo("\(tree.path)/pipe.jpg", 0o600)
        #expect(made == 0)
        #expect(
            try await found(in: tree) == [
                "! broken.jpg is a broken symbolic link", "! loop cannot be read: Too many levels of symbolic links",
                "! pipe.jpg is not a regular file", "z.jpg", "a.jpg/x.jpg",
            ]
        )
    }

    @Test(.enabled(if: geteuid() != 0)) func anUnreadableFolderIsAProblem() async throws {
        let tree = try Tree("closed/a.jpg", "open/b.jpg")
        let closed = unsafe chmod("\(tree.path)/closed", 0)
        #expect(closed == 0)
        defer { unsafe chmod("\(tree.path)/closed", 0o700) }
        #expect(try await found(in: tree) == ["! closed cannot be read: Permission denied", "open/b.jpg"])
    }

    @Test func aFolderThatVanishesIsAProblem() async throws {
        let tree = try Tree("a.jpg", "b/c.jpg", "d/e.jpg")
        var seen: [String] = []
        for try await item in try Discovery([tree.path]) {
            seen.append(item.file?.relativePath ?? item.problem?.message ?? "")
            if seen.count == 1 { try FileManager.default.removeItem(atPath: "\(tree.path)/b") }
        }
        #expect(seen == ["a.jpg", "cannot be read: No such file or directory", "d/e.jpg"])
    }

    @Test(arguments: [
        "with blank.jpg", "quote'\"`.jpg", "new\nline.jpg", "100%25.jpg", "🙂 é e\u{301}.jpg", "-rf.jpg", "a\\b*?[.jpg",
        "\u{301}.jpg", String(repeating: "x", count: 255),
    ])
    func anyNameComesThroughByteForByte(name: String) async throws {
        let tree = try Tree(name, "d/" + name)
        var bytes: [[UInt8]] = []
        for try await item in try Discovery([tree.path]) {
            let file = try #require(item.file)
            bytes.append(Array(file.relativePath.utf8))
            #expect(try String(contentsOf: file.url, encoding: .utf8) == "x")
        }
        #expect(bytes == [Array(name.utf8), Array("d/\(name)".utf8)])
    }

    #if os(Linux)
        @Test func aNameThatIsNotUTF8IsWrittenOut() async throws {
            let tree = try Tree("a.jpg")
            let name = Array(tree.path.utf8).map { CChar(bitPattern: $0) } + [0x2F, 0x78, CChar(bitPattern: 0xFF), 0]
            let handle = unsafe open(name, O_CREAT | O_WRONLY, 0o600)
            #expect(handle >= 0)
            close(handle)
            #expect(try await found(in: tree) == ["a.jpg", "x\\xFF"])
        }
    #endif

    @Test func theOutputFolderIsNotSearched() async throws {
        let tree = try Tree("a.jpg", "out/a.jpg.json", "in/out/b.jpg")
        try tree.link("results", to: "out")
        let output = URL(fileURLWithPath: "\(tree.path)/out")
        #expect(try await found(Discovery([tree.path], excluding: [output])) == ["a.jpg", "in/out/b.jpg"])
    }

    @Test func whatAnotherRunHasWrittenIsNoInputUnlessItIsNamed() async throws {
        let tree = try Tree("a.jpg", "results/.sluice/ledger.sqlite", "results/a.jpg.json", "results/trip/report.html")
        let output = URL(fileURLWithPath: "\(tree.path)/out")
        #expect(try await found(Discovery([tree.path], excluding: [output])) == ["a.jpg"])
        let named = try await found(Discovery(["\(tree.path)/results"], excluding: [output]))
        #expect(named == ["a.jpg.json", "trip/report.html"])
    }

    @Test func aFolderNamedLikeTheRecordOfAFileLeavesThatNoRoom() async throws {
        let tree = try Tree("a.jpg", "a.jpg.json/b.jpg", "c.jpg", "c.jpg.jsonl/d.jpg")
        let all = ["a.jpg", "c.jpg", "a.jpg.json/b.jpg", "c.jpg.jsonl/d.jpg"]
        #expect(try await found(in: tree) == all)
        let found = try await found(Discovery([tree.path], excluding: [URL(fileURLWithPath: "\(tree.path)/out")]))
        #expect(found.first?.hasPrefix("! a.jpg has a folder beside it that is named like its record") == true)
        #expect(found.dropFirst() == all[1...])
    }

    @Test func aMissingInputIsAnErrorBeforeAnythingRuns() throws {
        let error = #expect(throws: DiscoveryError.self) { try Discovery(["/nowhere/at all"]) }
        #expect(error?.description == "/nowhere/at all: there is no such file or folder")
        #expect(throws: DiscoveryError.self) { try Discovery(["@/nowhere"]) }
        #expect(throws: DiscoveryError.self) { try Discovery(["@/tmp"]) }
        #expect(throws: DiscoveryError.self) { try Discovery(["/dev/null"]) }
        #expect(throws: DiscoveryError.self) { try Discovery(["/tmp"], include: ["a["]) }
    }

    @Test(arguments: ["\n", "\r\n", "\0"])
    func aListNamesFilesAndFolders(separator: String) async throws {
        let tree = try Tree("a.jpg", "d/b.jpg", "d/c.png")
        let paths = ["\(tree.path)/a.jpg", "\(tree.path)/gone.jpg", "", "\(tree.path)/./d/"]
        try tree.add("list", text: paths.joined(separator: separator))
        let below = tree.path.dropFirst()
        #expect(
            try await found(Discovery(["@\(tree.path)/list"], include: ["*.jpg"])) == [
                "\(below)/a.jpg", "! gone.jpg does not exist", "\(below)/d/b.jpg",
            ]
        )
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian])
    func aListInUTF16IsReadAsSuch(encoding: String.Encoding) async throws {
        let tree = try Tree("größer.jpg", "b.jpg")
        let text = "\(tree.path)/größer.jpg\r\n\(tree.path)/b.jpg\r\n"
        try #require(text.data(using: encoding)).write(to: URL(fileURLWithPath: "\(tree.path)/list"))
        #expect(try await found(Discovery(["@\(tree.path)/list"])).map(PathName.last) == ["größer.jpg", "b.jpg"])
    }

    @Test func aByteOrderMarkIsNoPartOfTheFirstPath() async throws {
        let tree = try Tree("a.jpg")
        try tree.add("list", text: "\u{FEFF}\(tree.path)/a.jpg\n")
        #expect(try await found(Discovery(["@\(tree.path)/list"])).map(PathName.last) == ["a.jpg"])
    }

    @Test(
        arguments: [
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], [0x2F, 0, 0, 0, 0x2E, 0], [0, 0x2F, 0x41],
            [0xFF, 0xFE, 0, 0, 0x2F, 0, 0, 0], [0xFF, 0xFE, 0x2F, 0, 0x0A], [0xFF, 0xFE, 0x41, 0xD8, 0x2F, 0],
        ] as [[UInt8]]
    )
    func whatIsNoListIsRefused(bytes: [UInt8]) async throws {
        let tree = try Tree("a.jpg")
        try Data(bytes).write(to: URL(fileURLWithPath: "\(tree.path)/list"))
        let error = await #expect(throws: DiscoveryError.self) { try await found(Discovery(["@\(tree.path)/list"])) }
        #expect(error?.description.contains("list of paths") == true)
    }

    @Test func pathsComeFromStandardInput() async throws {
        let tree = try Tree("a.jpg", "b.jpg")
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data("\(tree.path)/b.jpg\n\(tree.path)/a.jpg".utf8))
        try pipe.fileHandleForWriting.close()
        let discovery = try Discovery(["-"], standardInput: pipe.fileHandleForReading)
        #expect(try await found(discovery).map(PathName.last) == ["b.jpg", "a.jpg"])
    }

    @Test func aListCannotClimbOutOfTheOutput() async throws {
        let tree = try Tree("a.jpg")
        try tree.add("list", text: "\(tree.path)/x/../../../../..\(tree.path)/a.jpg\n")
        try tree.add("x/y", text: "")
        let found = try await found(Discovery(["@\(tree.path)/list"]))
        #expect(found.allSatisfy { !$0.contains("..") && !$0.hasPrefix("/") })
    }

    @Test func manyFilesAreFoundOnce() async throws {
        let tree = try Tree()
        for number in 0..<120 { try tree.add("\(number % 6)/\(number).txt") }
        let found = try await found(in: tree)
        #expect(found.count == 120)
        #expect(Set(found).count == 120)
    }
}

enum PathName {
    static func last(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? "" }
}
