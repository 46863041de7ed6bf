import Gemini
import Synchronization
import Testing

@testable import Sluice

/// An item's place among those that are being answered.
struct GenerationPlaceTests {
    let pace = Pace(concurrency: 1, limits: Recipe.Limits(), day: nil, retry: .never) { _, _ in }

    @Test func theAnswerToTheLastRequestGivesItBack() async throws {
        let place = GenerationPlace(pace) { true }
        place.begin(answers: 2)
        try await place.take()
        place.answered()
        try await place.take()
        #expect(pace.generations.inside == 1)
        place.answered()
        #expect(pace.generations.inside == 0)
        place.leave()
        #expect(pace.generations.inside == 0)
    }

    @Test func itIsKeptWhereItIsSaidSo() async throws {
        let place = GenerationPlace(pace) { true }
        place.begin(answers: 1)
        place.keep()
        try await place.take()
        place.answered()
        #expect(pace.generations.inside == 1)
        place.leave()
        #expect(pace.generations.inside == 0)
    }

    @Test func whoIsNotWantedAnyMoreDoesNotBegin() async throws {
        let place = GenerationPlace(pace) { false }
        await #expect(throws: CancellationError.self) { try await place.take() }
        #expect(pace.generations.inside == 0)
    }

    @Test func aDialogueThatGoesOnIsAheadOfThoseThatBegin() async throws {
        let places = (0..<3).map { _ in GenerationPlace(pace) { true } }
        let order = Order()
        places[0].begin(answers: 1)
        try await places[0].take()
        places[0].answered()
        try await places[1].take()
        // Asked once more, the first waits behind nobody but the one inside.
        async let begins: Void = pass(places[2], noting: 2, in: order)
        while pace.generations.waiting < 1 { await Task.yield() }
        async let goesOn: Void = pass(places[0], noting: 0, in: order)
        while pace.generations.waiting < 2 { await Task.yield() }
        places[1].leave()
        _ = try await (begins, goesOn)
        #expect(order.numbers.withLock(\.self) == [0, 2])
    }

    private final class Order: Sendable {
        let numbers = Mutex<[Int]>([])
    }

    private func pass(_ place: GenerationPlace, noting number: Int, in order: Order) async throws {
        try await place.take()
        order.numbers.withLock { $0.append(number) }
        place.leave()
    }

    @Test func moreIsPreparedOnceAllPlacesAreTaken() async throws {
        let place = GenerationPlace(pace) { true }
        #expect(try await admitted() == 3)
        try await place.take()
        #expect(try await admitted() == 4)
        place.leave()
        #expect(try await admitted() == 3)
    }

    /// How many items may be worked on.
    private func admitted() async throws -> Int {
        var count = 0
        while pace.places.hasRoom {
            try await pace.places.enter()
            count += 1
        }
        for _ in 0..<count { pace.places.leave() }
        return count
    }
}
