import Testing

@testable import SluiceLedger

/// What a ledger knows without a look at the disk.
struct StringFilterTests {
    @Test func whatWasInsertedIsAlwaysFoundAndMostElseIsNot() {
        var filter = StringFilter()
        for number in 0..<20_000 { filter.insert("in/\(number).png") }
        #expect((0..<20_000).allSatisfy { filter.mayContain("in/\($0).png") })
        let wrong = (20_000..<40_000).count { filter.mayContain("in/\($0).png") }
        #expect(wrong < 200)
    }

    @Test func twoTogetherKnowWhatEachKnew() {
        var (one, two) = (StringFilter(), StringFilter())
        one.insert("a")
        two.insert("b")
        one.formUnion(two)
        #expect(one.mayContain("a") && one.mayContain("b"))
    }

    @Test func anEmptyOneKnowsNothing() {
        #expect(StringFilter().isEmpty)
        #expect(!StringFilter().mayContain(""))
    }
}
