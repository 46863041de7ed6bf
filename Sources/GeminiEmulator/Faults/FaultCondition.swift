import StructuredJSON

/// What is known of a request when it is decided whether a fault shall act.
struct FaultFacts: Sendable {
    let operation: String
    var mimeTypes: [String] = []
    /// SHA-256 of the media, in lower-case hexadecimal digits.
    var contents: [String] = []
    var text = ""
    var model: String?
}

/// When a fault acts.
struct FaultCondition: Sendable, Hashable {
    private let operations: [String]
    private let calls: Set<Int>
    private let first: Int?
    private let every: Int?
    let probability: Double?
    private let mimeType: String?
    private let content: String?
    private let prompt: String?
    private let model: String?

    init(_ json: JSONObject) {
        operations = json["operation"]?.string.map { [$0] } ?? json["operation"] ?? ["*"]
        calls = Set(json["call"]?.number?.int.map { [$0] } ?? json["call"] ?? [])
        first = json["first"]
        every = json["every"]
        probability = json["probability"]?.number?.double
        mimeType = json["mime_type", as: String.self]?.lowercased()
        content = json["content", as: String.self]?.lowercased()
        prompt = json["prompt", as: String.self]?.lowercased()
        model = json["model"]
    }

    /// Whether the body of a request must be looked at.
    var needsContent: Bool { mimeType != nil || content != nil || prompt != nil || model != nil }
    /// Whether it must be complete.
    var needsDigest: Bool { content != nil }

    func matches(_ facts: FaultFacts) -> Bool {
        operations.contains { Self.matches(facts.operation, $0) }
            && (mimeType.map { type in facts.mimeTypes.contains { Self.matches($0.lowercased(), type) } } ?? true)
            && (content.map { digest in facts.contents.contains { $0.hasPrefix(digest) } } ?? true)
            && (prompt.map { facts.text.lowercased().contains($0) } ?? true)
            && (model.map { $0 == facts.model } ?? true)
    }

    /// - Parameter number: which of the requests that match this is, from 1.
    func takes(_ number: Int) -> Bool {
        (calls.isEmpty || calls.contains(number)) && (first.map { number <= $0 } ?? true)
            && (every.map { number % $0 == 0 } ?? true)
    }

    private static func matches(_ name: String, _ pattern: String) -> Bool {
        pattern == name || (pattern.hasSuffix("*") && name.hasPrefix(pattern.dropLast()))
    }
}
