import Gemini
import Testing

@testable import Sluice

/// An item's place among those that are being answered.
struct GenerationPlaceTests {
    let gate = Gate(1)

    @Test func itIsTakenOnceAndGivenBackOnce() async throws {
        let place = GenerationPlace(at: gate) { true }
        place.begin()
        #expect(gate.inside == 0)
        for _ in 0..<2 {
            try await place.take()
            #expect(gate.inside == 1)
        }
        for _ in 0..<2 {
            place.leave()
            #expect(gate.inside == 0)
        }
    }

    @Test func whoIsNotWantedAnyMoreDoesNotBegin() async throws {
        let place = GenerationPlace(at: gate) { false }
        await #expect(throws: CancellationError.self) { try await place.take() }
        #expect(gate.inside == 0)
    }
}
