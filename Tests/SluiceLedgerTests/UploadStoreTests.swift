import Foundation
import SluiceLedger
import TestSupport
import Testing

struct UploadStoreTests {
    let folder = TemporaryFolder()
    let upload = StoredUpload(
        name: "files/a",
        uri: "https://x/files/a",
        expires: Date(timeIntervalSince1970: 4_000_000_000)
    )

    @Test func theFirstUploadsAndTheOthersWait() async throws {
        let store = try UploadStore(at: nil)
        #expect(try await store.claim("k").isUpload)
        #expect(try await store.claim("k").isWait)
        try await store.finish("k", with: upload, isTemporary: true)
        #expect(try await store.claim("k").stored == upload)
    }

    @Test func theLastUseDeletesWhatIsTemporary() async throws {
        let store = try UploadStore(at: nil)
        _ = try await store.claim("k")
        try await store.finish("k", with: upload, isTemporary: true)
        _ = try await store.claim("k")
        #expect(try await store.release("k", named: "files/a") == false)
        #expect(try await store.release("k", named: "files/a") == true)
        #expect(try await store.claim("k").isUpload)
    }

    @Test func whatIsToStayIsNeverDeleted() async throws {
        let store = try UploadStore(at: nil)
        _ = try await store.claim("k")
        try await store.finish("k", with: upload, isTemporary: false)
        #expect(try await store.release("k", named: "files/a") == false)
        #expect(try await store.claim("k").stored == upload)
    }

    @Test func whatWasForgottenAndReplacedIsNotReleasedByItsOldName() async throws {
        let store = try UploadStore(at: nil)
        let new = StoredUpload(name: "files/b", uri: "u", expires: upload.expires)
        _ = try await store.claim("k")
        try await store.finish("k", with: upload, isTemporary: true)
        try await store.forget("k", named: "files/a")
        _ = try await store.claim("k")
        try await store.finish("k", with: new, isTemporary: true)
        try await store.forget("k", named: "files/a")
        #expect(try await store.release("k", named: "files/a") == false)
        #expect(try await store.release("k", named: "files/b") == true)
    }

    @Test func whatADeadProcessWasToDeleteIsDeletedByAnother() async throws {
        let file = folder / "uploads.sqlite"
        let store = try UploadStore(at: file)
        _ = try await store.claim("service|k")
        try await store.finish("service|k", with: upload, isTemporary: true)
        #expect(try await store.release("service|k", named: "files/a"))
        try await store.disown()
        let next = try UploadStore(at: file)
        #expect(try await next.reclaim(service: "service|") == ["files/a"])
        try await next.deleted("files/a")
        #expect(try await next.reclaim(service: "service|") == [])
    }

    @Test func manyClaimsAtOnceGiveOneUpload() async throws {
        let store = try UploadStore(at: folder / "uploads.sqlite")
        let uploads = try await withThrowingTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<50 { tasks.addTask { try await store.claim("k").isUpload } }
            return try await tasks.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(uploads == 1)
    }

    @Test func whatExpiresWithinTenMinutesIsUploadedAnew() async throws {
        let store = try UploadStore(at: nil)
        let old = StoredUpload(name: "files/old", uri: "u", expires: Date(timeIntervalSinceNow: 590))
        _ = try await store.claim("k")
        try await store.finish("k", with: old, isTemporary: false)
        #expect(try await store.claim("k").isUpload)
    }

    @Test func aFailedUploadMayBeTriedByAnother() async throws {
        let store = try UploadStore(at: nil)
        _ = try await store.claim("k")
        try await store.remember(session: "https://session", for: "k")
        try await store.abandon("k")
        #expect(try await store.claim("k").session == "https://session")
    }

    @Test func aDeadProcessLeavesItsSessionAndItsFiles() async throws {
        let file = folder / "uploads.sqlite"
        let store = try UploadStore(at: file)
        _ = try await store.claim("service|begun")
        try await store.remember(session: "https://session", for: "service|begun")
        _ = try await store.claim("service|done")
        try await store.finish("service|done", with: upload, isTemporary: true)
        // As if the process that holds them were another one, which is no more.
        try await store.disown()
        let next = try UploadStore(at: file)
        #expect(try await next.claim("service|begun").session == "https://session")
        #expect(try await next.reclaim(service: "other|") == [])
        #expect(try await next.reclaim(service: "service|") == ["files/a"])
    }

    @Test func itsFileIsItsOwnersAlone() throws {
        let file = folder / "cache/uploads.sqlite"
        _ = try UploadStore(at: file)
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
}

extension UploadStore.Claim {
    var stored: StoredUpload? { if case .stored(let upload) = self { upload } else { nil } }
    var isUpload: Bool { if case .upload = self { true } else { false } }
    var isWait: Bool { if case .wait = self { true } else { false } }
    var session: String? { if case .upload(let session) = self { session } else { nil } }
}
