import StructuredJSON

// Any coder takes what is on the wire, and a type of yours may have it in it. What holds fields is Codable by itself.

extension Step: Codable {
    public init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Content: Codable {
    public init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension InteractionInput: Codable {
    public init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Processing: Codable {
    public init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension Interaction.Status: Codable {}
extension ThinkingLevel: Codable {}
extension ThinkingSummaries: Codable {}
extension ServiceTier: Codable {}
extension Resolution: Codable {}
