import SluiceLedger

/// What discovery finds and what is known of it, in order, until the limit is reached or the run is asked to end.
///
/// Looks at some items at once, so that a run over what is done is a matter of the file system alone.
struct Findings: AsyncSequence, Sendable {
    typealias Element = Finding

    /// How many items are looked at together: few at first, so that work can begin.
    static let batches = (first: 8, most: 128)

    let groups: Intake.Groups
    let survey: Survey
    let control: RunControl
    let itemLimit: ItemLimit

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let survey: Survey
        fileprivate let control: RunControl
        private let itemLimit: ItemLimit
        fileprivate var base: Intake.Groups.AsyncIterator
        private var batch = Findings.batches.first
        private var isAtEnd = false
        private var ready: ArraySlice<Finding> = []
        /// Where the output folder takes names for the same that differ.
        private var folded: FoldedOutputs?
        /// Of the batch that is put together: items that share a file with one before.
        private var collisions: [[UInt8]: ItemError] = [:]

        fileprivate init(_ findings: Findings) {
            survey = findings.survey
            control = findings.control
            itemLimit = findings.itemLimit
            base = findings.groups.makeAsyncIterator()
            folded = findings.survey.output.foldsCase ? FoldedOutputs() : nil
        }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> Finding? {
            while control.reason == nil {
                if let finding = ready.popFirst() { return finding }
                guard !isAtEnd else { return nil }
                try await fill(isolation: actor)
            }
            return nil
        }

        private mutating func fill(isolation actor: isolated (any Actor)?) async throws {
            var groups: [InputGroup] = []
            var problems: [Finding] = []
            // Claimed before it is looked for, so that no item is passed over because the limit is reached.
            while groups.count < batch, control.reason == nil, itemLimit.claim() {
                guard let group = try await nextGroup(&problems, isolation: actor) else {
                    itemLimit.settle(counts: false)
                    isAtEnd = true
                    break
                }
                groups.append(group)
            }
            if groups.isEmpty, problems.isEmpty, !isAtEnd { isAtEnd = !(await itemLimit.hasMore()) }
            batch = Swift.min(batch * 4, Findings.batches.most)
            let (findings, refreshed) = try await survey.look(at: groups, collisions)
            collisions = [:]
            for _ in findings.count..<groups.count { itemLimit.settle(counts: false) }
            if !refreshed.isEmpty, !survey.isRehearsal { try await survey.ledger.record(refreshed) }
            ready = (problems + findings)[...]
        }

        /// Every item counts, also one that is another part's: the first has the file.
        private mutating func claim(_ group: InputGroup) {
            guard let owner = folded?.claim(OutputFolder.recordPath(of: group.outputPath)) else { return }
            collisions[Array(group.outputPath.utf8)] = ItemError(
                kind: .unwritable,
                message:
                    "the output folder does not tell \(OutputFolder.recordPath(of: group.outputPath)) from \(owner)",
                hint: "rename one of the two files, or choose an output folder on another disk"
            )
        }

        private mutating func nextGroup(_ problems: inout [Finding], isolation actor: isolated (any Actor)?)
            async throws
            -> InputGroup?
        {
            while control.reason == nil, let found = try await base.next(isolation: actor) {
                if case .group(let group) = found { claim(group) }
                switch found {
                case .problem(let problem): problems.append(.problem(problem))
                case .group(let group) where survey.options.takes(group): return group
                case .group: break
                }
            }
            return nil
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(self) }
}

extension RunOptions {
    /// Whether an item is this run's to do.
    func takes(_ group: InputGroup) -> Bool {
        guard shard?.holds(group.outputPath) ?? true else { return false }
        return only.isEmpty || group.files.contains { file in only.contains { $0.matches(file.relativePath) } }
    }
}
