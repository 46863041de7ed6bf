import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct NaturalOrderTests {
    @Test(arguments: [
        ["IMG_2", "IMG_10", "img_11"], ["a", "B", "c"], ["a1b2", "a1b10", "a2b1"], ["01", "1", "2", "010"],
        ["x9999999999999999999998", "x9999999999999999999999"], ["a", "a1", "aa"], ["", "0", "a"], ["A", "a"],
        ["a 1.jpg", "a.jpg"],
    ])
    func namesAreOrderedAsAPersonWould(names: [String]) {
        for (index, name) in names.enumerated() {
            for later in names[(index + 1)...] {
                #expect(NaturalOrder.precedes(name, later))
            }
        }
    }

    @Test func theOrderIsTotal() {
        let parts = ["", "0", "00", "1", "01", "10", "9", "a", "A", "é", "e\u{301}", " ", ".", "a0", "a00", "A1"]
        let names = parts.flatMap { first in parts.map { first + $0 } }
        for a in names {
            for b in names where Array(a.utf8) != Array(b.utf8) {
                #expect(NaturalOrder.precedes(a, b) != NaturalOrder.precedes(b, a), "\(a) \(b)")
            }
            #expect(!NaturalOrder.precedes(a, a))
        }
        let sorted = names.shuffled().sorted(by: NaturalOrder.precedes)
        #expect(sorted.map { Array($0.utf8) } == names.sorted(by: NaturalOrder.precedes).map { Array($0.utf8) })
    }
}
