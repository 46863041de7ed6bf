public import StructuredJSON

/// What a request costs and how soon it is answered.
public struct ServiceTier: RawRepresentable, Hashable, Sendable, JSONConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let standard = Self(rawValue: "standard")
    /// Half the price; answers take minutes and may be shed with 429 or 503.
    public static let flex = Self(rawValue: "flex")
    public static let priority = Self(rawValue: "priority")
}
