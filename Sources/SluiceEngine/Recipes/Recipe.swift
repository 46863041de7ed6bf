public import StructuredJSON

/// A pipeline file: which files, what is asked about each, and what is written.
///
/// The names are those of the file in camel case; what each means is in `sluice schema pipeline`.
public struct Recipe: Hashable, Sendable {
    public let name: String
    public var description: String?
    public var select = Select()
    /// Whether symbolic links that lead out of the inputs are followed: `select.follow_links`.
    public var followsLinks = false
    public var model: String
    /// Instructions for every turn. An `@FILE` has been read.
    public var system: PromptTemplate?
    /// `generation_config`, by the API's own names (contract §2.4).
    public var generation: JSONObject = [:]
    public var media = MediaOptions()
    /// ``Conversation/stored`` needs ``store``.
    public var conversation = Conversation.stateless
    /// At least one.
    public var turns: [Turn]
    /// `nil` when the answers need not be transcripts.
    public var transcript: Transcription?
    /// What is asked once over all results.
    public var finally: Finally?
    public var output = Output()
    public var limits = Limits()
    public var serviceTier = ServiceTier.standard
    public var uploads = UploadLife.run
    /// How often an answer that is not what was asked for is asked for again, with a note of what was wrong.
    public var reask = 0
    /// Whether the service may keep requests and answers.
    public var store = false

    /// A recipe without a file. What is not given here has the defaults of the file.
    public init(name: String, model: String, turns: [Turn]) {
        precondition(!turns.isEmpty, "A recipe asks at least once")
        self.name = name
        self.model = model
        self.turns = turns
    }

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
