import StructuredJSON

/// One rule of a plan that the schema has let through.
struct Fault: Sendable, Hashable {
    let name: String
    let on: FaultCondition
    let act: FaultAction

    init(_ json: JSONValue, number: Int) {
        name = json["name"]?.string ?? "fault \(number)"
        on = FaultCondition(json["on"]?.object ?? [:])
        act = FaultAction(json["do"]?.object ?? [:])
    }

    enum Shape: String, CaseIterable { case named, rpc, array, html, text, empty }
    enum Quota: String, CaseIterable { case minute, day }
    enum RetryForm: String, CaseIterable { case seconds, date, milliseconds, info }
    enum Reset: String, CaseIterable { case before, request, lost, response, after }
    enum Outcome: String, CaseIterable { case empty, incomplete, failed, blocked, breaksSchema = "breaks_schema" }
    enum BlockForm: String, CaseIterable { case http, event, interaction }
    enum Newline: String, CaseIterable {
        case lf, crlf, cr

        var text: String {
            switch self {
            case .lf: "\n"
            case .crlf: "\r\n"
            case .cr: "\r"
            }
        }
    }
}

/// What a fault does. Everything is optional, and several things go together.
struct FaultAction: Sendable, Hashable {
    let json: JSONObject

    init(_ json: JSONObject) { self.json = json }

    /// Nobody waits for longer than a year.
    private func time(_ key: String) -> Duration? {
        json[key]?.number.map { .seconds(min(max(0, $0.double), 365 * 86400)) }
    }

    var delay: Duration? { time("delay") }
    var status: Int? { json["status"] }
    var quota: Fault.Quota? { word("quota") }
    var reset: Fault.Reset? { word("reset") }
    var at: Int { json["at"] ?? 0 }
    var stall: Duration? { time("stall") }
    var truncate: Int? { json["truncate"] }
    var split: Int? { json["split"] }
    var headers: JSONObject { json["headers"]?.object ?? [:] }
    var droppedHeaders: [String] { json["drop_headers"] ?? [] }
    var outcome: Fault.Outcome? { word("generate") }
    var blockForm: Fault.BlockForm { word("blocked_as") ?? .http }
    var code: String? { json["code"] }
    var message: String? { json["message"] }
    var file: JSONObject? { json["file"]?.object }
    var stream: JSONObject? { json["stream"]?.object }

    func word<Word: RawRepresentable>(_ key: String) -> Word? where Word.RawValue == String {
        json[key]?.string.flatMap(Word.init(rawValue:))
    }
}
