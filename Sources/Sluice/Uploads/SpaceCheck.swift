import Foundation
import Gemini
import SluiceLedger
import StructuredJSON

/// Whether what a run will have at the service at once fits into the room that a project has there.
struct SpaceCheck: Sendable {
    /// What the service keeps for a project (contract §6.6).
    static let room: Int64 = 20_000_000_000
    /// Runs that need less do not ask what is stored.
    private static let worthAsking: Int64 = 1_000_000_000

    let ledger: Ledger
    /// How many items may be under way at once. `nil` when uploads stay, and all of them count.
    let mostItems: Int?
    private var sizes: [Int64] = []
    private var total: Int64 = 0
    /// What was found to fit.
    private var checked: Int64 = 0

    init(ledger: Ledger, mostItems: Int?) {
        self.ledger = ledger
        self.mostItems = mostItems
    }

    /// Adds an item.
    mutating func add(_ group: InputGroup) async throws {
        let files = group.files.compactMap { FileStamp(of: $0.path)?.size }
        // What is too large for the service is refused when its turn comes.
        let bytes = files.filter { $0 <= Attacher.largestUpload }.reduce(0, +)
        if let mostItems {
            sizes.append(bytes)
            // The largest are enough; the rest is dropped now and then.
            if sizes.count > mostItems * 64 { sizes = Array(sizes.sorted(by: >).prefix(mostItems)) }
        } else if bytes > 0, try await ledger.entry(for: group.outputPath)?.state != .completed {
            total += bytes
        }
    }

    /// Whether all that was added fits.
    ///
    /// - Throws: ``ItemError`` when there is too little room; `CancellationError`.
    mutating func check(using gemini: GeminiClient) async throws {
        let need = mostItems.map { sizes.sorted(by: >).prefix($0).reduce(0, +) } ?? total
        guard need >= max(Self.worthAsking, checked + 1) else { return }
        checked = need
        var stored: Int64 = 0
        do {
            for try await file in gemini.files.list() { stored.add(file.sizeBytes ?? 0) }
        } catch is GeminiError {
            // The run itself will say so, if it matters.
            return
        }
        guard need > Self.room - stored else { return }
        throw ItemError(
            kind: .storageFull,
            message:
                "The uploads of this run need \(need.inBytes) at once; of the \(Self.room.inBytes) that a project may store, "
                + "\(max(0, Self.room - stored).inBytes) are free",
            hint: mostItems == nil
                ? "let uploads go after use with uploads: { keep: run }, or make room with sluice files prune"
                : "lower --concurrency, or make room with sluice files prune"
        )
    }
}
