import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct FirstNamesTests {
    @Test func theFirstItemWithAKeyIsToldToAllOthers() {
        var names = FirstNames()
        let keys = ["00000000000000aa01", "00000000000000bb02"]
        #expect(names.claim(keys[0], for: "é.png") == nil)
        #expect(names.claim(keys[1], for: "b.png") == nil)
        #expect(names.claim(keys[0], for: "c.png") == "é.png")
        #expect(names.claim(keys[1], for: "d.png") == "b.png")
    }
}
