import Foundation
import SluiceStages
import Testing

struct PipelineTests {
    @Test func stagesAreJoinedByWhatTheyTakeAndGive() async throws {
        let length = Pipeline("length") { (text: String) in text.count }
        let doubled = length.then("double") { $0 * 2 }
        #expect(try await doubled.run("four") == 8)
        #expect(doubled.name == "length → double")
    }

    @Test func theFailingStageIsNamedNotTheChain() async throws {
        let chain = Pipeline("parse") { (text: String) in text.count }
            .then("halve") { count in
                guard count.isMultiple(of: 2) else { throw Odd(number: count) }
                return count / 2
            }
            .then("show") { half in "\(half)" }
        let failure = await #expect(throws: StageFailure.self) { try await chain.run("seven") }
        #expect(failure?.stage == "halve")
        #expect((failure?.cause as? Odd)?.number == 5)
        #expect(failure?.description == "halve: Odd(number: 5)")
    }

    @Test func theStageThatFailsInsideAClosureIsNamed() async throws {
        let odd = Refusing().named("odd")
        let even = Pipeline("even") { (number: Int) in number }
        let both = Pipeline("both") { (number: Int) in
            async let a = odd.run(number)
            async let b = even.run(number)
            return try await a + b
        }
        let failure = await #expect(throws: StageFailure.self) { try await both.run(1) }
        #expect(failure?.description == "odd: Odd(number: 1)")
    }

    @Test func aClosureFailsAsAChainDoes() async throws {
        let closure = Pipeline("closure") { (number: Int) -> Int in throw Odd(number: number) }
        let failure = await #expect(throws: StageFailure.self) { try await closure.run(3) }
        #expect(failure?.stage == "closure")
        #expect(failure?.localizedDescription == "closure: Odd(number: 3)")
    }

    @Test func aNameGivenLaterStandsBeforeTheInnerOne() async throws {
        let named = Refusing().then("show") { "\($0)" }.named("caption")
        #expect(named.name == "caption")
        let failure = await #expect(throws: StageFailure.self) { try await named.run(5) }
        #expect(failure?.stage == "caption/Refusing")
        #expect(Refusing().named("odd").name == "odd")
    }

    @Test func aCancelledTaskEndsLikeAnyOther() async throws {
        let stopped = Pipeline("stop") { (_: Int) -> Int in throw CancellationError() }
        let chain = stopped.then("show") { "\($0)" }
        await #expect(throws: CancellationError.self) { try await chain.run(1) }
        await #expect(throws: CancellationError.self) { try await stopped.named("x").run(1) }
        try await chain.run(over: [1]) { outcome in
            #expect(throws: StageFailure.self) { try outcome.output }
            if case .failure(let failure) = outcome.result { #expect(failure.cause is CancellationError) }
        }
    }

    @Test func aChainSharesAnswersOnlyWithAnEqualChain() {
        let one = Asked(prompt: "What?").then("count", version: 1) { $0.count }
        #expect(!one.signature.isEmpty)
        #expect(one.signature == Asked(prompt: "What?").then("count", version: 1) { $0.count }.named("it").signature)
        #expect(one.signature != Asked(prompt: "Why?").then("count", version: 1) { $0.count }.signature)
        #expect(one.signature != Asked(prompt: "What?").then("count", version: 2) { $0.count }.signature)
        #expect(one.name == Asked(prompt: "Why?").then("count") { $0.count }.name)
        // Nothing tells when the outputs of a closure change that has no version, and so of no chain with it.
        #expect(Asked(prompt: "What?").then("count") { $0.count }.signature.isEmpty)
        #expect(Refusing().signature.isEmpty)
    }

    @Test func aStageIsNamedForItsTypeUnlessItSaysOtherwise() {
        #expect(Named().name == "Named")
        #expect(Named().signature.isEmpty)
        #expect(Pipeline(Asked(prompt: "What?")).signature == "ask What?")
    }
}

private struct Odd: Error { let number: Int }

private struct Refusing: Stage {
    func run(_ input: Int) async throws -> Int { throw Odd(number: input) }
}

private struct Named: Stage {
    func run(_ input: Int) async -> Int { input }
}

private struct Asked: Stage {
    let prompt: String
    var signature: String { "ask \(prompt)" }
    func run(_ input: String) async -> String { prompt + input }
}
