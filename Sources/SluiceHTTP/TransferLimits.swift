/// How long an exchange may take, and over which connection.
public struct TransferLimits: Hashable, Sendable {
    /// Until the connection stands, name look-up and TLS included.
    public var connect: Duration
    /// For the whole exchange, the body included. `nil`: no limit.
    public var total: Duration?
    /// How long the transfer may creep below one kilobyte a second before it counts as dead. `nil`: for ever.
    ///
    /// For uploads and downloads only: a model that thinks for a minute before it answers is silent, not dead.
    public var stall: Duration?

    /// Whether a connection that was used before will do. One that a server is about to close may look as good as any.
    public var reusesConnection = true

    /// Limits; `nil` waits for ever.
    public init(connect: Duration = .seconds(10), total: Duration? = nil, stall: Duration? = nil) {
        self.connect = connect
        self.total = total
        self.stall = stall
    }
}
