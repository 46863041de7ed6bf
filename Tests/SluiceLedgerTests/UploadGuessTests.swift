import Foundation
import SluiceLedger
import Testing

/// Uploads that begin before their digest is known.
struct UploadGuessTests {
    let guess = "service|9 video/mp4|?one"
    let known = "service|9 video/mp4|digest"
    let upload = StoredUpload(
        name: "files/a",
        uri: "https://x/files/a",
        expires: Date(timeIntervalSince1970: 4_000_000_000)
    )
    let store: UploadStore

    init() throws { store = try UploadStore(at: nil) }

    @Test func whoKnowsTheDigestWaitsUntilTheGuessIsSettled() async throws {
        #expect(try await store.claim(guess: guess).isUpload)
        #expect(try await store.claim(known).isWait)
        #expect(try await store.settle(guess, as: "service|9 video/mp4|another"))
        #expect(try await store.claim(known).isUpload)
    }

    @Test(arguments: ["service|10 video/mp4|digest", "service|9 audio/wav|digest", "service|9 video/mp4;x|digest"])
    func whatCannotBeTheSameWaitsForNoGuess(key: String) async throws {
        #expect(try await store.claim(guess: guess).isUpload)
        #expect(try await store.claim(key).isUpload)
        #expect(try await store.claim(guess: "other|9 video/mp4|?one").isUpload)
    }

    @Test func thereIsNoGuessingWhereOneOfTheSameKindIsKnown() async throws {
        _ = try await store.claim(known)
        #expect(try await store.claim(guess: guess).isWait)
        try await store.finish(known, with: upload, isTemporary: true)
        #expect(try await store.claim(guess: guess).isWait)
        try await store.forget(known, named: upload.name)
        #expect(try await store.claim(guess: guess).isUpload)
        #expect(try await store.claim(guess: "service|9 video/mp4|?two").isWait)
    }

    @Test func whatADeadProcessBeganByItsDigestIsContinuedRatherThanGuessed() async throws {
        _ = try await store.claim(known)
        try await store.remember(session: "https://session", for: known)
        try await store.disown()
        #expect(try await store.claim(guess: guess).isWait)
        #expect(try await store.claim(known).session == "https://session")
    }

    @Test func aSettledGuessIsAnUploadLikeAnyOther() async throws {
        _ = try await store.claim(guess: guess)
        #expect(try await store.settle(guess, as: known))
        #expect(try await store.claim(known).isWait)
        try await store.finish(known, with: upload, isTemporary: true)
        #expect(try await store.claim(known).stored == upload)
    }

    @Test func settlingKeepsTheSession() async throws {
        _ = try await store.claim(guess: guess)
        try await store.remember(session: "https://session", for: guess)
        _ = try await store.settle(guess, as: known)
        try await store.disown()
        #expect(try await store.claim(known).session == "https://session")
    }

    @Test func whatIsThereAlreadyIsNotSettled() async throws {
        _ = try await store.claim(guess: guess)
        try await store.finish(known, with: upload, isTemporary: true)
        #expect(try await store.settle(guess, as: known) == false)
        #expect(try await store.claim(known).stored == upload)
    }

    @Test func theGuessOfADeadProcessIsContinuedForTheSameFileAlone() async throws {
        _ = try await store.claim(guess: guess)
        try await store.remember(session: "https://session", for: guess)
        try await store.disown()
        #expect(try await store.claim(guess: guess).session == "https://session")
        try await store.disown()
        let other = try await store.claim(guess: "service|9 video/mp4|?two")
        #expect(other.isUpload)
        #expect(other.session == nil)
    }

    @Test func anAbandonedGuessHoldsNobodyUp() async throws {
        _ = try await store.claim(guess: guess)
        try await store.abandon(guess)
        #expect(try await store.claim(known).isUpload)
    }
}
