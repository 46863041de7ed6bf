public import Foundation
public import StructuredJSON

/// What is known of one item: its files, how it was asked about, the answer, what that took, and what went wrong.
///
/// A run writes one for each item; `sluice schema result` describes the JSON. A record read from a file keeps the members
/// that this version does not know, and writes them again.
///
/// ```swift
/// let record = try Record(contentsOf: URL(filePath: "out/cat.jpg.json"))
/// let card = try record.decoded(as: Card.self)
/// ```
public struct Record: Hashable, Sendable {
    /// The version of the format that is read and written.
    public static let version = 1

    var fields: JSONObject

    /// A record of an item that nothing is known of yet but its files. It counts as completed, without output.
    ///
    /// - Parameter started: When work on the item began.
    public init(source: [Source], recipe: RecipeNote, started: Date = .now) {
        fields = [
            Members.version.name: Self.version.json, Members.status.name: ItemState.completed.recorded,
            Members.source.name: source.recorded, Members.recipe.name: recipe.json, Members.key.name: .null,
            Members.output.name: .null, Members.turns.name: [], Members.usage.name: .null, Members.cost.name: .null,
            Members.uploads.name: [], Members.attempts.name: 0, Members.reusedFrom.name: .null,
            Members.timing.name: Timing(started: started).json, Members.error.name: .null,
        ]
    }

    /// The record as JSON, its members in the order in which they are written.
    public var json: JSONValue { .object(fields) }

    /// The bytes of a record's file: indented JSON with a line end.
    public func serialized() -> [UInt8] { json.serialized(.pretty) + [0x0A] }

    /// Any member by its name, also one that this version does not know. `nil` when it is missing or null.
    public subscript(name: String) -> JSONValue? { fields[name]?.unlessNull }

    /// The version of the format that the record was written in.
    public var version: Int { self[Members.version] ?? Self.version }

    /// ``ItemState/completed`` or ``ItemState/failed``.
    public var status: ItemState { self[Members.status] ?? .failed }

    /// The item's files, in the order in which they were sent.
    public var source: [Source] {
        get { self[Members.source] ?? [] }
        set { self[Members.source] = newValue }
    }

    /// The recipe, the model and the service tier that the item was asked about with.
    public var recipe: RecipeNote {
        get { self[Members.recipe] ?? RecipeNote(fields: [:]) }
        set { self[Members.recipe] = newValue }
    }

    /// A digest of the files' bytes, the recipe and the prompts: equal keys have equal answers. `nil` when the files could not be read.
    public var key: String? {
        get { self[Members.key] }
        set { self[Members.key] = newValue }
    }

    /// The answer. `nil` for a failed item; what there is of its answer stands in ``turns``.
    public var output: Output? {
        get { self[Members.output] }
        set { self[Members.output] = newValue }
    }

    /// The answers as they came, those that were asked for again included.
    public var turns: [Turn] {
        get { self[Members.turns] ?? [] }
        set { self[Members.turns] = newValue }
    }

    /// Tokens, summed over the turns. `nil` when the service did not say, or nothing was asked.
    public var usage: TokenUsage? {
        get { self[Members.usage] }
        set { self[Members.usage] = newValue }
    }

    /// US dollars that the answers cost which arrived. `nil` when the price is not known.
    public var cost: Double? {
        get { self[Members.cost] }
        set { self[Members.cost] = newValue }
    }

    /// Files stored with the service for this item.
    public var uploads: [Upload] {
        get { self[Members.uploads] ?? [] }
        set { self[Members.uploads] = newValue }
    }

    /// Model calls made, failed ones included.
    public var attempts: Int {
        get { self[Members.attempts] ?? 0 }
        set { self[Members.attempts] = newValue }
    }

    /// Answers that may have been billed without having arrived. Not in ``usage`` and ``cost``.
    public var unheard: UnheardAnswers? {
        get { self[Members.unheard] }
        set { self[Members.unheard] = newValue }
    }

    /// The record whose answer this is, below the output folder: nothing was asked again.
    public var reusedFrom: String? {
        get { self[Members.reusedFrom] }
        set { self[Members.reusedFrom] = newValue }
    }

    /// When work on the item began, and how long its phases took.
    public var timing: Timing {
        get { self[Members.timing] ?? Timing(fields: [:]) }
        set { self[Members.timing] = newValue }
    }

    /// Why the item failed. Set by ``fail(_:)``.
    public var error: Failure? { self[Members.error] }

    /// Makes it the record of a failed item, without output.
    public mutating func fail(_ error: Failure) {
        self[Members.status] = .failed
        self[Members.output] = nil
        self[Members.error] = error
    }
}

extension Record {
    /// The answer's text. `nil` for a failed item.
    public var text: String? { output?.text }

    /// The answer's JSON. `nil` when the answer is free text, and for a failed item.
    public var data: JSONValue? { output?.data }

    /// What is said and when. `nil` when the answer is no transcript.
    public var transcript: Transcript? { output?.transcript }

    private subscript<Value>(member: RecordMember<Value>) -> Value? {
        get { member.value(in: fields) }
        set { member.set(newValue, in: &fields) }
    }
}
