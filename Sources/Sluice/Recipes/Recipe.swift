public import StructuredJSON

/// A pipeline file: which files, what is asked about each, and what is written.
///
/// The names are those of the file in camel case; what each means is in `sluice schema pipeline`.
public struct Recipe: Hashable, Sendable {
    public let name: String
    public let description: String?
    public let select: Select
    public var model: String
    /// Instructions for every turn. An `@FILE` has been read.
    public var system: PromptTemplate?
    /// `generation_config`, by the API's own names (contract §2.4).
    public var generation: JSONObject
    public var media: MediaOptions
    public let conversation: Conversation
    /// At least one.
    public let turns: [Turn]
    public var output: Output
    public var limits: Limits
    public var serviceTier: ServiceTier
    public var uploads: UploadLife
    /// Whether the service may keep requests and answers.
    public var store: Bool

    /// Who remembers the earlier turns of one item.
    public enum Conversation: String, Hashable, Sendable, CaseIterable { case stateless, stored }

    public enum ServiceTier: String, Hashable, Sendable, CaseIterable { case standard, flex, priority }

    /// How long uploaded files stay with the service.
    public enum UploadLife: String, Hashable, Sendable, CaseIterable {
        /// Until the run needs them no longer.
        case run
        /// Until the service deletes them by itself.
        case twoDays = "48h"
    }
}
