public import SluiceMedia

/// What a run would do about one item.
public struct Forecast: Sendable {
    /// What it is called: its path below the input, or its group's.
    public let name: String
    /// The record, below the output folder. `nil` for what is left out.
    public let output: String?
    public let fate: Fate
    /// The files that would be sent; empty where they need not be read.
    public var media: [MediaFile] = []
    /// What it will take, when it runs.
    public var estimate: ItemEstimate?
    /// US dollars at the recipe's tier. `nil` when the price is not known.
    public var cost: Double?
    /// US dollars at the flex tier.
    public var flexCost: Double?

    var isLeftOut: Bool {
        if case .skipped = fate { true } else { false }
    }

    public enum Fate: Sendable, Hashable {
        /// Its record holds.
        case done
        /// Not what the recipe is for, with the reason.
        case skipped(String)
        /// It cannot be used, or not be looked into.
        case refused(ItemError)
        /// Its answer is there already, under another name.
        case reused(from: String)
        /// An item before it has the same bytes and the same prompts, and is asked once for both.
        case duplicate(of: String)
        case run(RunReason)
    }
}
