import SluiceMedia
import SluiceStages
import SluiceSupport

/// Makes an item ready to be asked about: counts what that will take, and has the service upload or encode its files.
///
/// Takes a ``Decision`` to ask, gives a ``PreparedItem``. A file that cannot be attached makes it failed, one that was written to
/// meanwhile changed; neither is thrown, since what was uploaded has to be discarded. Throws nothing else.
struct PrepareStage: Stage {
    let name = "prepare"
    let recipe: Recipe
    let service: any ModelService
    let control: RunControl
    let pace: Pace
    let estimator: Estimator
    let history: AnswerHistory
    let obstacle: OutputObstacle
    let onEvent: @Sendable (RunEvent) -> Void

    func run(_ decision: Decision) async throws -> PreparedItem {
        let item = decision.item
        let requests = ItemRequests(for: item.group.outputPath, pace, control, onEvent)
        var (estimate, outcome) = (ItemEstimate?.none, PreparedItem.Outcome.ready)
        var attached: [Int: MediaAttachment] = [:]
        let start = ContinuousClock.now
        do {
            try await requireRoom(for: item.candidate)
            let counted = await estimator.estimate(
                item.media,
                prompts: recipe.staticPrompts(for: item.context()),
                usualOutput: history.average
            )
            requests.pacer.expect(tokens: counted.largestInput)
            estimate = counted
            try await attach(item.media, in: requests.call) { attached[$0] = $1 }
        } catch is FileChanged {
            outcome = .changed
        } catch {
            outcome = .failed(Failure(error))
        }
        return PreparedItem(
            decision: decision,
            outcome: outcome,
            attachments: item.media.indices.compactMap { attached[$0] },
            estimate: estimate,
            estimatedCost: estimate.flatMap { estimator.cost($0) },
            milliseconds: start.elapsedMilliseconds,
            requests: requests
        )
    }

    /// - Throws: ``Failure`` when the answer could not be written: that is known before it is paid for.
    @concurrent
    private func requireRoom(for candidate: Candidate) async throws {
        if let obstacle = candidate.obstacle ?? obstacle.find(for: candidate.group.outputPath) { throw obstacle }
    }

    /// Files with more bytes are left in the middle when the run is asked to end: the next run goes on with them.
    private static let worthLeaving: Int64 = 1 << 20

    private func attach(
        _ media: [MediaFile],
        in call: ServiceCall,
        _ done: (Int, MediaAttachment) -> Void
    ) async throws {
        let use = recipe.mediaUse(of: media)
        // Texts first: what is wrong with them is known before anything is uploaded.
        let order =
            media.indices.filter { media[$0].modality == .text } + media.indices.filter { media[$0].modality != .text }
        for index in order {
            guard control.reason == nil else { throw CancellationError() }
            let media = media[index]
            let prepare = { @Sendable [service] in try await service.prepare(media, for: use, in: call) }
            let isLarge = media.bytes > Self.worthLeaving
            done(index, try await isLarge ? control.unlessStopped(prepare) : prepare())
        }
    }
}

extension Recipe {
    /// How an item's files are sent.
    func mediaUse(of files: [MediaFile]) -> MediaUse {
        MediaUse(options: media, requests: turns.count, together: files.reduce(0) { $0 + $1.bytes })
    }
}

extension ServiceCall.Patience {
    /// Runs are patient: limits for a minute, and even for ten minutes, pass.
    static let ofRuns: Self = {
        var patience = Self()
        patience.longestPause = .seconds(900)
        patience.rateLimitFactor = 6
        // An answer that was lost on its way is worth one more try, and the budget holds both.
        patience.unheardRepeats = 1
        return patience
    }()
}
