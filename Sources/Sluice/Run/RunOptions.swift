/// How a run goes about its work. None of it changes an answer.
public struct RunOptions: Hashable, Sendable {
    /// Model calls at once. `nil`: what the recipe says, else eight.
    public var concurrency: Int?
    /// Take no more than this many items.
    public var limit: Int?
    /// Do again what is done.
    public var force = false
    /// Stop at the first failure; what is under way is finished.
    public var failFast = false
    /// Where uploads are remembered, so that equal bytes are sent once.
    public var uploadMemory = UploadMemory.run

    public init() {}
}
