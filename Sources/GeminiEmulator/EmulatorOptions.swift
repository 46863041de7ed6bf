public import Foundation

/// How an ``Emulator`` behaves where the service's behaviour is a matter of time, of size, or of doubt.
///
/// From ``chunkGranularity`` on they are points that the service's documentation leaves open; every default says where it
/// is from, and ``Doubt`` lists them by name.
public struct EmulatorOptions: Sendable {
    /// Where uploaded bytes are kept. `nil`: a new temporary folder that goes away with the emulator.
    public var storage: URL?
    /// What the offline model looks into media with.
    public var tools: ModelTools = .installed
    /// The shortest time a generation takes.
    public var modelLatency: Duration = .zero
    /// How long a video stays `PROCESSING` after its upload. Zero: it is `ACTIVE` in the answer to its last bytes.
    public var videoProcessing: Duration = .zero

    /// What to answer in place of the offline model.
    public var script: Script = .none
    /// What shall go wrong.
    public var faults: FaultPlan = .none
    /// Is told of every request, but those to the emulator's own endpoints. Must not wait.
    public var onExchange: (@Sendable (EmulatorExchange) -> Void)?

    /// How long a file is kept after its upload. At the service 48 hours (contract §6.6).
    public var fileLife: Duration = .seconds(48 * 3600)
    /// Tokens of output after which an answer stops with `requires_continuation`. The service's limit is 65,536
    /// (contract §3.6). Thoughts do not count.
    public var decodeLimit = 65_536

    /// The largest file, in bytes. The service takes 2 GB (contract §6.6).
    public var largestFile: Int64 = 2 << 30
    /// The largest body of `interactions`, in bytes. The service's pages say 100 MB, others 20 MB (contract §6.7).
    public var largestRequest = 100 << 20
    /// How many bytes of interactions are kept; beyond it the oldest are forgotten.
    public var storedInteractions = 256 << 20

    /// Every chunk but the last must be a multiple of this, and the start of an upload says so. A third-party session
    /// shows 8 MiB (contract §6.2).
    public var chunkGranularity: Int64 = 8 << 20
    /// The status of a chunk whose offset is not what was received. Google's showcase server says 409.
    public var offsetMismatchStatus = 409
    /// Whether upload sessions take PUT beside POST, as in the protocol's other homes.
    public var takesPUT = true
    /// The status of a file that was never there, is expired or deleted. Seen as 403 (contract §6.6).
    public var missingFileStatus = 403
    /// The status of a name that another file has (contract §6.3).
    public var takenNameStatus = 409
    /// Whether a file may have no bytes.
    public var takesEmptyFiles = true
    /// Whether media whose bytes contradict their declared type are refused, and such videos become `FAILED`. The
    /// service does so when it decodes them (contract §8.3).
    public var checksBytes = true

    /// Keys that are valid. `nil`: every key that is not empty.
    public var keys: Set<String>?
    /// What a request without a valid key gets.
    public var keyRefusal: KeyRefusal = .rpc
    /// Whether `?key=` counts as a key. It does at the service, but it leaks into logs (contract §1.4).
    public var allowsKeyInQuery = true
    /// How errors are told.
    public var errorShape: ErrorShape = .mixed
    /// Whether an answer under way stops when its client leaves. Nobody says what the service does; a client that gave up
    /// has to fear that it pays, so it does not stop unless told.
    public var stopsWhenClientLeaves = false

    /// Whether interactions tell `created`, which was seen missing (contract §10).
    public var sendsCreated = true
    /// Whether interactions tell `updated`, which was seen missing (contract §10).
    public var sendsUpdated = true
    /// Whether interactions tell `usage`, which one sample lacks (contract §3.1).
    public var sendsUsage = true
    /// Whether an interaction without steps tells an empty list of them (contract §3.1).
    public var sendsEmptySteps = true
    /// Whether an interaction that is not stored has an `id` (contract §3.1).
    public var sendsIDWithoutStore = true
    /// Whether `response_format` takes a JSON Schema without its envelope, as older samples do (contract §2.5).
    public var takesBareSchema = true

    /// Whether a `model_output` that is played back needs its thought before it, with a signature. Reported of some
    /// conversations without a store (contract §5); which models insist is not documented.
    public var needsThoughtSignatures = false

    /// Whether the events of a stream carry an `event_id` (contract §4.5).
    public var sendsEventIDs = true
    /// Whether `step.start` carries the first words already (contract §4.4).
    public var sendsContentInStart = false
    /// Whether deltas carry their `type` (contract §4.4).
    public var typesDeltas = true
    /// Whether `[DONE]` follows an error event (contract §4.3).
    public var sendsDoneAfterError = true
    /// Whether comments come between events (contract §4.1).
    public var sendsComments = false

    public init() {}

    /// The shapes that a refused key was seen in (contract §8.1, §8.2).
    public enum KeyRefusal: String, Sendable, CaseIterable {
        /// google.rpc: 403 `PERMISSION_DENIED` without a key, 400 `INVALID_ARGUMENT` with a wrong one.
        case rpc
        /// The same, wrapped in an array as Interactions did in August 2026.
        case array
        /// 401 with the string code `authentication`, as the documentation promises.
        case authentication
    }

    /// The shapes that errors were seen in (contract §8).
    public enum ErrorShape: String, Sendable, CaseIterable {
        /// Each as it was seen: Interactions with a string code, Files and the JSON layer with google.rpc.Status.
        case mixed
        /// `{"error":{"code":"not_found",…}}`
        case named
        /// `{"error":{"code":404,"status":"NOT_FOUND",…}}`
        case rpc
        /// The same as the only element of an array.
        case array
    }
}
