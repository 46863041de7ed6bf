import Foundation
import SluiceLedger
import StructuredJSON

/// Whether what a run will have at the service at once fits into the room that a project has there.
struct SpaceCheck: Sendable {
    /// Runs that need less do not ask what is stored.
    private static let worthAsking: Int64 = 1_000_000_000

    let ledger: Ledger
    /// How many items may be under way at once. `nil` when uploads stay, and all of them count.
    let mostItems: Int?
    /// The largest file that the service takes.
    private let largest: Int64
    private var sizes: [Int64] = []
    private var total: Int64 = 0
    /// What was found to fit.
    private var checked: Int64 = 0

    init(ledger: Ledger, mostItems: Int?, largest: Int64) {
        self.largest = largest
        self.ledger = ledger
        self.mostItems = mostItems
    }

    /// Adds an item.
    mutating func add(_ group: InputGroup) async throws {
        let files = group.files.compactMap { FileStamp(of: $0.path)?.size }
        // What is too large for the service is refused when its turn comes.
        let bytes = files.filter { $0 <= largest }.reduce(0, +)
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
    mutating func check(using service: any ModelService) async throws {
        let need = mostItems.map { sizes.sorted(by: >).prefix($0).reduce(0, +) } ?? total
        guard need >= max(Self.worthAsking, checked + 1) else { return }
        checked = need
        guard let room = try await service.storage(), need > room.capacity - room.used else { return }
        throw ItemError(
            kind: .storageFull,
            message:
                "The uploads of this run need \(need.inBytes) at once; of the \(room.capacity.inBytes) that a project may store, "
                + "\(room.free.inBytes) are free",
            hint: mostItems == nil
                ? "let uploads go after use with uploads: { keep: run }, or make room with sluice files prune"
                : "lower --concurrency, or make room with sluice files prune"
        )
    }
}
