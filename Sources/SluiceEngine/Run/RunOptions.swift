/// How a run goes about its work. None of it changes an answer.
public struct RunOptions: Sendable {
    /// Model calls at once. `nil`: what the recipe says, else as many as the service takes well.
    public var concurrency: Int?
    /// Generations a minute, at most. `nil`: what the recipe says.
    public var requestsPerMinute: Int?
    /// Input tokens a minute, at most. `nil`: what the recipe says.
    public var tokensPerMinute: Int?
    /// US dollars that this run may spend. `nil`: what the recipe says.
    public var budget: Double?
    /// Tokens that this run may take, of input and output together.
    public var mostTokens: Int?
    public var prices = PriceList.builtIn
    /// How long what is under way may go on when the run is asked to end.
    public var grace = Duration.seconds(30)
    /// Take no more than this many items, done ones included. What the recipe is not for does not count.
    public var limit: Int?
    /// Do again what is done.
    public var force = false
    /// Read every file again, whatever the file system says; what is the same is still not asked again.
    public var verify = false
    /// Take only what failed the last time.
    public var retryFailed = false
    /// Take only items of which a file matches one of these. Empty: all.
    public var only: [Glob] = []
    /// Follow symbolic links that lead out of the inputs; the recipe's `follow_links` does too.
    public var followsLinks = false
    /// Do only this part of the items.
    public var shard: Shard?
    /// What goes on with this run when it was stopped, for `sluice status`.
    public var command: String?
    /// Wait for another run on the same output folder to end.
    public var waits = false
    /// Stop at the first failure; what is under way is finished.
    public var failFast = false
    /// Where uploads are remembered, so that equal bytes are sent once.
    public var uploadMemory = UploadMemory.run

    public init() {}
}
