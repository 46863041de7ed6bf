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

    @Test func aChainSharesAnswersOnlyWithAnEqualChain() {
        let one = Asked(prompt: "What?").then("count") { $0.count }
        #expect(one.signature == Asked(prompt: "What?").then("count") { $0.count }.signature)
        #expect(one.signature != Asked(prompt: "Why?").then("count") { $0.count }.signature)
        #expect(one.name == Asked(prompt: "Why?").then("count") { $0.count }.name)
    }

    @Test func aStageIsNamedForItsTypeUnlessItSaysOtherwise() {
        #expect(Named().name == "Named")
        #expect(Named().signature == "Named")
        #expect(Pipeline(Asked(prompt: "What?")).signature == "ask What?")
    }
}

private struct Odd: Error { let number: Int }

private struct Named: Stage {
    func run(_ input: Int) async -> Int { input }
}

private struct Asked: Stage {
    let prompt: String
    var signature: String { "ask \(prompt)" }
    func run(_ input: String) async -> String { prompt + input }
}
