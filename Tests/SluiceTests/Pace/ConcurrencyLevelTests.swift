import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct ConcurrencyLevelTests {
    @Test func doublesWithEveryRoundWhileAllIsWell() {
        var level = ConcurrencyLevel(from: 8, within: 1...128)
        for _ in 0..<8 { level.answered(in: 0.3, busy: level.width) }
        #expect(level.width == 16)
        for _ in 0..<16 { level.answered(in: 0.3, busy: level.width) }
        #expect(level.width == 32)
    }

    @Test func growsByOneWithEveryRoundOnceItWasPushedBack() {
        var level = ConcurrencyLevel(from: 20, within: 1...128)
        level.pushedBack(period: 0)
        #expect(level.width == 14)
        for _ in 0..<14 { level.answered(in: 0.3, busy: level.width) }
        #expect(level.width == 15)
    }

    @Test func shrinksOnceForAllCallsThatWereUnderWayTogether() {
        var level = ConcurrencyLevel(from: 20, within: 1...128)
        for _ in 0..<10 { level.pushedBack(period: 0) }
        #expect(level.width == 14)
        level.pushedBack(period: 1)
        #expect(level.width == 9)
    }

    @Test func neverLeavesItsBounds() {
        var level = ConcurrencyLevel(from: 2, within: 1...4)
        for period in 0..<10 { level.pushedBack(period: period) }
        #expect(level.width == 1)
        for _ in 0..<100 { level.answered(in: 0.1, busy: level.width) }
        #expect(level.width == 4)
    }

    @Test func staysWhilePlacesAreFree() {
        var level = ConcurrencyLevel(from: 8, within: 1...128)
        for _ in 0..<50 { level.answered(in: 0.3, busy: 3) }
        #expect(level.width == 8)
    }

    @Test func staysWhileCallsTakeLongerThanTheyDid() {
        var level = ConcurrencyLevel(from: 8, within: 1...128)
        for _ in 0..<8 { level.answered(in: 0.3, busy: 8) }
        let width = level.width
        for _ in 0..<width { level.answered(in: 2, busy: 0) }
        for _ in 0..<100 { level.answered(in: 2, busy: level.width) }
        #expect(level.width == width)
    }

    @Test func aServiceThatCanDoNoMoreAtOnceIsFoundOutWithinAFewRounds() {
        var level = ConcurrencyLevel(from: 8, within: 1...128)
        // Eight at a time, whatever is asked: twice as many take twice as long.
        for _ in 0..<400 { level.answered(in: Double(level.width) / 8, busy: level.width) }
        #expect(level.width < 48)
    }

    @Test func aFixedLevelStaysWhateverHappens() {
        var level = ConcurrencyLevel(fixed: 8)
        level.pushedBack(period: 0)
        for _ in 0..<50 { level.answered(in: 0.1, busy: 8) }
        #expect(level.width == 8)
    }
}
