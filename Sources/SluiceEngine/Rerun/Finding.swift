/// What a look at a place gave, before any file is read.
enum Finding: Sendable {
    /// It could not be looked into.
    case problem(DiscoveryProblem)
    /// Done, or left out, by an earlier run.
    case settled(ItemReport)
    case open(Candidate)
}
