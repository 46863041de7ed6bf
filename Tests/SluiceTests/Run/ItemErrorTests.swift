import Foundation
import Gemini
import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// What failures are called.
struct ItemErrorTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    /// The Swift files below a target.
    private static func files(of target: String) throws -> [String] {
        let folder = sources.appending(path: target)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }

    @Test func everyKindIsInTheSchemaOnce() throws {
        let listed = Record.schema["properties"]?["error"]?["anyOf"]?[0]?["properties"]?["kind"]?["enum"]
        #expect(listed?.array?.count == ItemError.Kind.all.count)
        #expect(Set(ItemError.Kind.all).count == ItemError.Kind.all.count)
    }

    @Test func everyKindThatHasANameInTheSourcesIsListed() throws {
        let named = try Self.files(of: "SluiceEngine").joined().matches(of: /static let [`\w]+: Self = "([a-z_]+)"/)
        let kinds = Set(named.map { String($0.output.1) })
        #expect(kinds.isSuperset(of: ["unwritable", "busy", "storage_full", "internal"]))
        #expect(kinds.subtracting(ItemError.Kind.all.map(\.rawValue)) == [])
    }

    @Test func noKindIsSpeltOutWhereItIsUsed() throws {
        for file in try Self.files(of: "SluiceEngine") + Self.files(of: "SluiceGemini") + Self.files(of: "SluiceCLI")
        where file.contains("ItemError") || file.contains("Failure(") {
            #expect(!file.contains(/(ItemError|Failure)\([^)]*kind: "/))
            #expect(!file.contains(/\.kind == "/))
        }
    }

    @Test func everyKindOfTheClientsIsListed() throws {
        let error = try String(
            contentsOf: Self.sources.appending(path: "Gemini/Errors/GeminiError.swift"),
            encoding: .utf8
        )
        let names = error.matches(of: /Self\(rawValue: "([a-z_]+)"\)/).map { String($0.output.1) }
        #expect(names.count > 15)
        for name in names { #expect(ItemError.Kind.all.contains(ItemError.Kind(rawValue: name)), "\(name)") }
    }

    @Test func aKindThatTheListDoesNotHaveIsAFailure() {
        #expect(ItemError(GeminiError(GeminiError.Kind(rawValue: "new"), "new")).kind == .failed)
    }

    @Test func errorsOfFilesSayWhetherTheyWereReadOrWritten() {
        #expect(ItemError(CocoaError(.fileWriteOutOfSpace)).kind == .unwritable)
        #expect(ItemError(CocoaError(.fileReadNoSuchFile)).kind == .unreadable)
    }

    @Test(
        arguments: [(POSIXError.ENOSPC, true), (.EFBIG, true), (.EROFS, true), (.EACCES, false)]
            as [(POSIXError.Code, Bool)]
    )
    func aDiskThatIsFullIsToldFromAPlaceThatWasBadlyChosen(code: POSIXError.Code, isOfDisk: Bool) {
        #expect(ItemError(POSIXError(code)).isOfDisk == isOfDisk)
        let cause = CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(code)])
        #expect(ItemError(cause).isOfDisk == isOfDisk)
    }
}
