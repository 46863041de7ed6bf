import ArgumentParser

/// How a long command shows how far it is.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable {
    /// A live line on a terminal, plain lines elsewhere.
    case auto
    /// A line for every item.
    case plain
    /// Nothing until the summary.
    case none
}
