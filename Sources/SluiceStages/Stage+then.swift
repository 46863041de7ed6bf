extension Stage {
    /// Joins two stages: what this one gives, the next one takes.
    public func then<Next: Stage>(_ next: Next) -> Pipeline<Input, Next.Output> where Next.Input == Output {
        Pipeline(self, next)
    }

    /// This stage under another name, which its failures have. Its answers stay the same ones: the signature does not change.
    public func named(_ name: String) -> Pipeline<Input, Output> { Pipeline(self, named: name) }

    /// Joins this stage and a closure with a name.
    ///
    /// The compiler checks a chain as one expression; with more than two closures in it, name the parts first.
    public func then<NewOutput: Sendable>(
        _ name: String,
        version: Int? = nil,
        _ body: @escaping @Sendable (Output) async throws -> NewOutput
    ) -> Pipeline<Input, NewOutput> {
        then(Pipeline(name, version: version, body))
    }
}
