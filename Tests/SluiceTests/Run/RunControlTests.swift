import Sluice
import Synchronization
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// How a run is asked to end.
struct RunControlTests {
    private static let budget = StopReason.budget(ItemError(kind: .budgetExceeded, message: "spent"))

    @Test(arguments: [.failure, budget, .quota(ItemError(kind: .quotaExhausted, message: "used up"))] as [StopReason])
    func aRequestReplacesAnyOtherReason(reason: StopReason) {
        let control = RunControl()
        control.stop(reason)
        #expect(control.reason == reason)
        control.stop()
        #expect(control.reason == .requested)
        control.stop(reason)
        #expect(control.reason == .requested)
    }

    @Test func theFirstOfTheOtherReasonsCounts() {
        let control = RunControl()
        control.stop(.failure)
        control.stop(Self.budget)
        #expect(control.reason == .failure)
    }

    @Test func theGracePeriodBeginsWithTheRequestAlsoOfARunThatIsEnding() async {
        let control = RunControl()
        control.stop(Self.budget)
        await #expect(throws: CancellationError.self) {
            try await control.within(.milliseconds(1)) {
                control.stop()
                // Ends with the period, for it is cancelled then.
                try await Task.sleep(for: .seconds(3600))
            }
        }
    }

    @Test func whatIsUnderWayWhenARunEndsForAnotherReasonComesToItsEnd() async throws {
        let control = RunControl()
        let value = try await control.within(.zero) {
            control.stop(.failure)
            for _ in 0..<100 { await Task.yield() }
            return Task.isCancelled
        }
        #expect(!value)
    }

    @Test func whoeverWaitsNoMoreIsForgotten() async throws {
        let control = RunControl()
        for _ in 0..<100 {
            await withTaskGroup { tasks in
                tasks.addTask { try? await control.stopped() }
                while control.listeners == 0 { await Task.yield() }
                tasks.cancelAll()
            }
        }
        #expect(control.listeners == 0)
        control.stop()
        try await control.stopped()
        #expect(control.listeners == 0)
    }
}
