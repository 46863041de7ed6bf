import ArgumentParser
import Foundation
import Sluice

/// How fast a run goes, and what it may spend.
struct PaceOptions: ParsableArguments {
    @Option(
        help: "Model calls at once: a number, or auto (the default), which finds out how many the service takes well."
    )
    var concurrency: Concurrency?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Model calls a minute, at most. Set over a recipe's.", valueName: "n")
    )
    var rpm: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Input tokens a minute, at most. Set over a recipe's.", valueName: "n")
    )
    var tpm: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "US dollars that this run may spend. It stops before, counting what is under way with the most it can cost.",
            valueName: "usd"
        )
    )
    var budget: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Tokens that this run may take, input and output together.", valueName: "n")
    )
    var maxTokensTotal: Int?

    @Option(help: ArgumentHelp("A list of prices of your own, in the form of prices/prices.json.", valueName: "file"))
    var prices: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How long what is under way may go on after Ctrl-C.", valueName: "seconds")
    )
    var grace: Double = 30

    func validate() throws {
        for (name, number) in [("--rpm", rpm), ("--tpm", tpm), ("--max-tokens-total", maxTokensTotal)] {
            if let number, number < 1 { throw ValidationError("\(name) is 1 or more.") }
        }
        if let budget, !(budget > 0 && budget.isFinite) { throw ValidationError("--budget is more than 0.") }
        guard (0...86400).contains(grace) else { throw ValidationError("--grace is a number of seconds, 0 or more.") }
    }

    func apply(to options: inout RunOptions) throws {
        options.concurrency = concurrency?.number
        options.requestsPerMinute = rpm
        options.tokensPerMinute = tpm
        options.budget = budget
        options.mostTokens = maxTokensTotal
        options.grace = .seconds(grace)
        options.prices = try list()
    }

    func list() throws -> PriceList {
        guard let prices else { return .builtIn }
        do {
            return try PriceList(contentsOf: prices)
        } catch {
            throw Complaint(.usage, "\(error)".printable)
        }
    }
}

/// A number of calls at once, or `auto`.
struct Concurrency: ExpressibleByArgument {
    let number: Int?

    init?(argument: String) {
        guard argument != "auto" else {
            number = nil
            return
        }
        guard let number = Int(argument), (1...1024).contains(number) else { return nil }
        self.number = number
    }
}
