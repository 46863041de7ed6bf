public import Foundation
import SluiceLedger
import Synchronization

/// Applies a recipe to inputs: one record for each item.
///
/// ```swift
/// let run = Run(try Recipe.load("describe-images"), over: ["photos"], to: output, using: gemini)
/// let summary = try await run.start { event in print(event) }
/// ```
///
/// An item travels through seven stages. Each takes an immutable value and gives the next:
///
/// | stage | from → to | what it does |
/// |---|---|---|
/// | discover | inputs → ``InputGroup`` | walks the folders and groups files into items |
/// | check | → `Candidate` | ends here for items whose files and record are unchanged: neither read nor asked |
/// | read | → `ReadItem` | type, facts and digest of the files; refusals with a way on |
/// | decide | → `Decision` | the record holds, an equal item has the answer, or the model is asked |
/// | prepare | → `PreparedItem` | cost estimate; the service uploads, encodes or reads the files |
/// | ask | → `AnsweredItem` | permit, then budget; turns, parts of long media, repairs |
/// | record | → ``ItemReport`` | the record and its formats on the disk, then the ledger's row |
///
/// After the last item come roll-ups, `finally` and the report. Completed items are never asked again: an item whose bytes, recipe and
/// record are those of an earlier run costs nothing.
public struct Run: Sendable {
    public let recipe: Recipe
    /// Files, folders, `-` for paths from standard input, `@LIST` for paths from a file.
    public let inputs: [String]
    public let output: URL
    /// The service that answers.
    public let service: any ModelService
    public var options: RunOptions

    public init(
        _ recipe: Recipe,
        over inputs: [String],
        to output: URL,
        using service: some ModelService,
        options: RunOptions = RunOptions()
    ) {
        self.recipe = recipe
        self.inputs = inputs
        self.output = output
        self.service = service
        self.options = options
    }

    /// Does the work, one bad file never stopping the rest.
    ///
    /// - Parameters:
    ///   - control: Ends the run early and in order.
    ///   - onEvent: Told what happens, from several tasks at once.
    /// - Throws: Before anything is spent: ``DiscoveryError`` for inputs that are missing, ``ItemError`` for
    ///   items that would share an output and for an output folder that cannot be written to. `CancellationError` when the task is cancelled.
    public func start(
        control: RunControl = RunControl(),
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) async throws -> RunSummary {
        try output.asLocal()
        try requirePrice()
        let folder = OutputFolder(output, shard: options.shard)
        let groups = try await intake().groups(control)
        let locks =
            options.waits
            ? try await folder.prepareWhenFree(control) { onEvent(.waiting($0)) } : try folder.prepare()
        defer { withExtendedLifetime(locks) {} }
        let tally = RunTally()
        guard locks != nil else { return tally.ended(control.reason) }
        let ledger = try Ledger(at: folder.ledger)
        for warning in recipe.warnings { onEvent(.warning(warning)) }
        let leftovers = Mutex(FirstFew<String>())
        let scope = SessionScope(
            keep: recipe.uploads,
            onWarning: { onEvent(.warning($0)) },
            onLeftover: { name in leftovers.withLock { $0.append(name) } }
        )
        var summary = try await service.withSession(scope) { service in
            try await RunSession(self, service, folder, ledger, tally, control, onEvent: onEvent).work(over: groups)
        }
        summary.leftovers = leftovers.withLock(\.self)
        summary.warnings = recipe.warnings
        return summary
    }

    /// What this run will work on.
    func intake() throws -> Intake {
        try Intake(
            inputs,
            select: recipe.select,
            output: output,
            followsLinks: options.followsLinks || recipe.followsLinks
        )
    }

    /// A budget can only be kept where the price is known.
    private func requirePrice() throws(ItemError) {
        guard options.budget ?? recipe.limits.budget != nil, options.prices.price(of: recipe.model) == nil else {
            return
        }
        throw ItemError(
            kind: .invalidRequest,
            message: "No price is known for \(recipe.model), so the budget cannot be kept",
            hint: "name its price in a file and give it with --prices, or limit tokens with --max-tokens-total"
        )
    }
}
