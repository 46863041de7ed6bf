/// How fast a ``Job`` goes, and what it may spend.
public struct JobLimits: Sendable {
    /// How many generations are under way at once.
    public enum Concurrency: Hashable, Sendable, ExpressibleByIntegerLiteral {
        /// As many as the service takes well, found out while the job runs; at most 128.
        case automatic
        /// At least one.
        case fixed(Int)

        public init(integerLiteral value: Int) { self = .fixed(value) }
    }

    /// What a job may spend. A generation is not begun when the most it can take might pass the limit.
    public struct Budget: Hashable, Sendable {
        /// US dollars. The price of each model has to be known.
        public var dollars: Double?
        /// Tokens of input and output together.
        public var tokens: Int?

        public static func dollars(_ dollars: Double) -> Self { Self(dollars: dollars) }
        public static func tokens(_ tokens: Int) -> Self { Self(tokens: tokens) }
    }

    public var concurrency: Concurrency
    public var requestsPerMinute: Int?
    /// Input tokens.
    public var tokensPerMinute: Int?
    /// Counted over all runs of jobs with the same memory, by the days of Pacific time.
    public var requestsPerDay: Int?
    public var budget: Budget?
    /// What models cost.
    public var prices: PriceList
    /// How long items under way may go on once the job is asked to end.
    public var grace: Duration

    public init(
        concurrency: Concurrency = .automatic,
        requestsPerMinute: Int? = nil,
        tokensPerMinute: Int? = nil,
        requestsPerDay: Int? = nil,
        budget: Budget? = nil,
        prices: PriceList = .builtIn,
        grace: Duration = .seconds(30)
    ) {
        self.concurrency = concurrency
        self.requestsPerMinute = requestsPerMinute
        self.tokensPerMinute = tokensPerMinute
        self.requestsPerDay = requestsPerDay
        self.budget = budget
        self.prices = prices
        self.grace = grace
    }
}
