import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct RateBucketTests {
    @Test(arguments: [1, 5, 10, 60, 1000])
    func noMinuteSeesMoreThanTheLimit(limit: Int) {
        var bucket = RateBucket(perMinute: limit)
        let start = ContinuousClock.now
        var times: [Double] = []
        // Whoever wants to go asks at once, and goes when it is told to.
        for _ in 0..<(limit * 3) { times.append(bucket.take(1, at: start) / .seconds(1)) }
        for (index, time) in times.enumerated() {
            let within = times[index...].prefix { $0 < time + 59.999 }.count
            #expect(within <= limit, "\(within) from \(time) s on")
        }
        // Nor is anything given away: in the long run it is the limit a minute, but for what may go at once.
        #expect((times.last ?? 0) <= 3 * 60 * 1.12 + 1)
    }

    @Test func whatIsLargerThanTheBucketIsPaidBackAfterwards() {
        var bucket = RateBucket(perMinute: 6000)
        let start = ContinuousClock.now
        #expect(bucket.take(3000, at: start) == .zero)
        let wait = bucket.take(100, at: start) / .seconds(1)
        #expect(wait > 20)
    }

    @Test func whatWasNotUsedIsGivenBack() {
        var bucket = RateBucket(perMinute: 600)
        let start = ContinuousClock.now
        #expect(bucket.take(60, at: start) == .zero)
        bucket.correct(by: -50, at: start)
        #expect(bucket.take(50, at: start) == .zero)
        #expect(bucket.take(1, at: start) > .zero)
    }
}
