import SluiceSupport
import Testing

struct BackoffTests {
    @Test func delaysGrowByTheFactorUpToTheLongest() {
        let delays = Backoff(first: .milliseconds(500), factor: 2, longest: .seconds(3))
        #expect(Array(delays.prefix(5)) == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(3), .seconds(3)])
    }

    @Test(arguments: [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8), (5, 8), (Int.max, 8)])
    func theDelayAfterSomeAttemptsIsTheOneOfTheSequence(attempts: Int, seconds: Int) {
        #expect(Backoff(first: .seconds(1), longest: .seconds(8)).delay(after: attempts) == .seconds(seconds))
    }

    @Test func theFirstIsNoLongerThanTheLongest() {
        var delays = Backoff(first: .seconds(9), longest: .seconds(2))
        #expect(delays.advance() == .seconds(2))
    }

    @Test func nothingGrowsBeyondWhatADurationHolds() {
        let longest = Duration.seconds(Int64.max)
        #expect(Backoff(first: .nanoseconds(1), longest: longest).delay(after: 128) == longest)
        #expect(Backoff(first: .zero, longest: longest).delay(after: 128) == .zero)
    }
}
