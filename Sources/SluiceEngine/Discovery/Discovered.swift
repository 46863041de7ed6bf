/// What a ``Discovery`` gives: a file, or what stood in the way of one.
public enum Discovered: Hashable, Sendable {
    case file(DiscoveredFile)
    case problem(DiscoveryProblem)

    public var file: DiscoveredFile? { if case .file(let file) = self { file } else { nil } }
    public var problem: DiscoveryProblem? { if case .problem(let problem) = self { problem } else { nil } }
}
