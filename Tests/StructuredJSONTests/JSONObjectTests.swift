import StructuredJSON
import Testing

struct JSONObjectTests {
    @Test func membersKeepTheirOrderButOrderDoesNotMatterForEquality() {
        let object: JSONObject = ["b": 1, "a": 2]
        let other: JSONObject = ["a": 2, "b": 1]
        #expect(object.keys == ["b", "a"])
        #expect(object == other)
        #expect(object.hashValue == other.hashValue)
    }

    @Test func aMemberIsReadAsTheTypeAskedFor() {
        let object: JSONObject = ["n": 3, "s": "x", "list": ["a", 1, "b"], "nothing": nil]
        #expect(object["n"] == 3)
        #expect(object["n", as: String.self] == nil)
        #expect(object["list"] == ["a", "b"])
        #expect(object["nothing", as: Int.self] == nil)
        #expect(object["nothing", as: JSONValue.self] == .null)
        #expect(object["missing", as: Int.self] == nil)
    }

    @Test func settingNilRemovesAndSettingNullDoesNot() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = JSONValue?.none
        object["b"] = .null
        #expect(object == ["b": nil])
    }

    @Test func mergingTakesTheOthersMembers() {
        var object: JSONObject = ["a": 1, "b": 2]
        object.merge(["b": 3, "c": 4])
        #expect(object.keys == ["a", "b", "c"])
        #expect(object == ["a": 1, "b": 3, "c": 4])
        #expect(object.without("a", "c") == ["b": 3])
    }
}
