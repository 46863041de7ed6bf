import StructuredJSON
import Testing

struct JSONNumberTests {
    @Test(arguments: [
        ("3", 3), ("-7", -7), ("3.0", 3), ("3e2", 300), ("9223372036854775807", .max), ("1.5", nil),
        ("9223372036854775808", nil), ("1e400", nil),
    ])
    func anIntegerIsOneHoweverItIsWritten(text: String, int: Int?) throws {
        #expect(try JSONValue(parsing: text).number?.int == int)
    }

    @Test func everyDigitOfALongNumberIsKept() throws {
        let text = "[12345678901234567890,0.1000,-0,1e+2]"
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test func equalNumbersAreEqualHoweverTheyAreWritten() throws {
        let two = try JSONValue(parsing: "[2,2.0,2e0,0.2E1]").array
        #expect(Set(try #require(two)).count == 1)
        #expect(try JSONValue(parsing: "9007199254740993") != JSONValue(parsing: "9007199254740992"))
    }

    @Test func whatJSONLacksBecomesNull() {
        #expect(JSONNumber(.infinity) == nil)
        #expect(Double.nan.json == .null)
        #expect(JSONNumber(0.1)?.literal == "0.1")
        #expect(JSONNumber(4.0)?.literal == "4")
    }

    @Test(arguments: [1e-7, 1e300, -2.5e-10, .leastNonzeroMagnitude, 1e16])
    func aDoubleComesBackFromItsText(double: Double) throws {
        #expect(try JSONValue(parsing: double.json.text()).number?.double == double)
    }
}
