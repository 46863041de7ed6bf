import StructuredJSON

/// The form of a stream of events: as the options have it, unless a fault wants another.
struct EventStyle: Sendable {
    let hasIDs: Bool
    let newline: String
    let comments: Bool
    let namesEvents: Bool
    let contentInStart: Bool
    let typesDeltas: Bool
    let unknownEvents: Bool
    let endsWithMarker: Bool
    let endsErrorsWithMarker: Bool
    let endsAfter: Int?
    /// The code of an error event in place of the answer.
    let error: String?

    init(_ options: EmulatorOptions, fault: FaultAction?) {
        let stream = fault?.stream ?? [:]
        self.hasIDs = stream["event_ids"] ?? options.sendsEventIDs
        newline = stream["newline", as: String.self].flatMap(Fault.Newline.init(rawValue:))?.text ?? "\n"
        comments = stream["comments"] ?? options.sendsComments
        namesEvents = stream["event_names"] ?? true
        contentInStart = stream["content_in_start"] ?? options.sendsContentInStart
        typesDeltas = stream["delta_types"] ?? options.typesDeltas
        unknownEvents = stream["unknown_events"] ?? false
        endsWithMarker = stream["done"] ?? true
        endsErrorsWithMarker = stream["done"] ?? options.sendsDoneAfterError
        endsAfter = stream["end_after"]
        let blocked = fault?.outcome == .blocked && fault?.blockForm == .event
        error = stream["error"] ?? (blocked ? fault?.code ?? "safety" : nil)
    }
}
