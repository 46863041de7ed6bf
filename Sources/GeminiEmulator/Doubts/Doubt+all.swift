extension Doubt {
    /// Every doubt. What a fault decides – `Retry-After`, cut streams, pages of HTML – is not among them: see
    /// ``FaultPlan``.
    public static let all: [Doubt] = errors + interactions + conversations + streams + files

    private static let errors: [Doubt] = [
        .choice(
            "error-shape",
            \.errorShape,
            """
            How errors are told. mixed: as each was seen, Interactions with a name as code, Files and the JSON layer \
            with a number and a status; named, rpc, array: all alike.
            """
        ),
        .choice(
            "key-refusal",
            \.keyRefusal,
            """
            What a missing or wrong key gets. rpc: 403 or 400, as seen; array: the same in an array, as seen in August \
            2026; authentication: 401, as documented.
            """
        ),
        .question("key-in-query", \.allowsKeyInQuery, "Whether ?key= counts as a key."),
        .number(
            "request-limit",
            \.largestRequest,
            1...(1 << 30),
            "The largest body of an interaction, in bytes: 100 MB on one page, 20 MB on others."
        ),
        .question(
            "stop-when-left",
            \.stopsWhenClientLeaves,
            "Whether an answer under way stops when its client closes the connection. Not documented."
        ),
    ]

    private static let interactions: [Doubt] = [
        .question("created", \.sendsCreated, "Whether interactions tell created; seen missing."),
        .question("updated", \.sendsUpdated, "Whether interactions tell updated; seen missing."),
        .question("usage", \.sendsUsage, "Whether interactions tell usage; a sample has none."),
        .question(
            "empty-steps",
            \.sendsEmptySteps,
            "Whether an interaction without steps tells an empty list rather than nothing."
        ),
        .question(
            "id-without-store",
            \.sendsIDWithoutStore,
            "Whether an interaction of store=false has an id."
        ),
        .question(
            "bare-schema",
            \.takesBareSchema,
            "Whether response_format takes a JSON Schema without its envelope, as older samples do."
        ),
    ]

    private static let conversations: [Doubt] = [
        .question(
            "thought-signatures",
            \.needsThoughtSignatures,
            """
            Whether an answer that is played back needs its thought before it, signature and all. Reported of some \
            conversations without a store; which models insist is not documented.
            """
        )
    ]

    private static let streams: [Doubt] = [
        .question("event-ids", \.sendsEventIDs, "Whether events carry an event_id."),
        .question(
            "content-in-start",
            \.sendsContentInStart,
            "Whether step.start carries the first words already, as some were seen to."
        ),
        .question("delta-types", \.typesDeltas, "Whether deltas carry their type; seen missing."),
        .question(
            "done-after-error",
            \.sendsDoneAfterError,
            "Whether [DONE] follows an error event. Not documented."
        ),
        .question("keep-alives", \.sendsComments, "Whether comments come between events."),
    ]

    private static let files: [Doubt] = [
        .number(
            "chunk-granularity",
            \.chunkGranularity,
            1...(1 << 30),
            """
            X-Goog-Upload-Chunk-Granularity in bytes: every chunk but the last is a multiple of it. 8 MiB was seen; \
            262144 is usual elsewhere.
            """
        ),
        .number(
            "offset-mismatch",
            \.offsetMismatchStatus,
            400...499,
            "The status of a chunk at a wrong offset; Google's showcase server says 409."
        ),
        .question("put-chunks", \.takesPUT, "Whether upload sessions take PUT beside POST."),
        .number(
            "missing-file",
            \.missingFileStatus,
            400...499,
            "The status of a file that was never there, expired or deleted: 403 as seen, or 404."
        ),
        .number(
            "taken-name",
            \.takenNameStatus,
            400...499,
            "The status of a file name in use: 409 or 400."
        ),
        .question("empty-files", \.takesEmptyFiles, "Whether a file may have no bytes."),
        .number(
            "file-limit",
            \.largestFile,
            1...(1 << 40),
            "The largest file in bytes: 2 GB on most pages, 20 GB on one."
        ),
        .question(
            "byte-check",
            \.checksBytes,
            "Whether bytes that contradict their declared type are refused."
        ),
    ]
}
