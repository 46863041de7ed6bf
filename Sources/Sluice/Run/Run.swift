public import Foundation
public import Gemini
import SluiceLedger

/// A recipe at work: from inputs to one record each.
///
/// ```swift
/// let run = Run(try Recipe.load("describe-images"), over: ["photos"], to: output, using: gemini)
/// let summary = try await run.start { event in print(event) }
/// ```
///
/// What is done is not done again: an item whose bytes, recipe and record are those of an earlier run costs nothing.
public struct Run: Sendable {
    public let recipe: Recipe
    /// Files, folders, `-` for paths from standard input, `@LIST` for paths from a file.
    public let inputs: [String]
    public let output: URL
    public let gemini: GeminiClient
    public var options: RunOptions

    public init(
        _ recipe: Recipe,
        over inputs: [String],
        to output: URL,
        using gemini: GeminiClient,
        options: RunOptions = RunOptions()
    ) {
        self.recipe = recipe
        self.inputs = inputs
        self.output = output
        self.gemini = gemini
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
        async let store = options.uploadMemory.opened { onEvent(.warning($0)) }
        let locks =
            options.waits
            ? try await folder.prepareWhenFree(control) { onEvent(.waiting($0)) } : try folder.prepare()
        defer { withExtendedLifetime(locks) {} }
        let tally = RunTally()
        guard locks != nil else { return tally.ended(control.reason) }
        let ledger = try Ledger(at: folder.ledger)
        let uploads = try await store
        defer { uploads.close() }
        for warning in recipe.warnings { onEvent(.warning(warning)) }
        let session = try RunSession(self, folder, ledger, uploads, tally, control, onEvent)
        var summary = try await session.work(over: groups)
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
