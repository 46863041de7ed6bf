/// What a file is, who says so, and whether the service takes it.
public struct Detection: Hashable, Sendable {
    /// What libmagic says, untouched.
    public let detected: MediaType
    /// What the content is, by its common name, whether or not it can be sent.
    public let content: MediaType
    /// What to tell the service (contract 7.1); `nil` when it cannot be sent.
    public let type: MediaType?
    /// `nil` when it cannot be sent.
    public let modality: Modality?
    /// What the name's extension claims, in the API's spelling; `nil` for none or an unknown one.
    public let claimed: MediaType?
    /// Whether the extension says something else than the content: not merely another spelling, nor a finer word for text.
    public let disagrees: Bool
    /// What was decided beyond libmagic's answer and why, in one line.
    public let repair: String?
    /// Why it cannot be sent and how to convert it, in one line; `nil` when it can.
    public var reason: String? { refusal?.line }

    let refusal: Refusal?

    /// Weighs libmagic's answer, what a repair found and what the name says.
    init(detected: MediaType, finding: Finding?, extension suffix: FileExtension) {
        let refined = Self.refine(finding?.type ?? detected, by: suffix)
        let content = refined?.type ?? finding?.type ?? detected
        let known = content.spelling?.type ?? content.canonical
        let spelling = finding?.refusal == nil ? content.spelling : nil

        self.detected = detected
        self.content = content.canonical
        type = spelling?.type
        modality = spelling?.modality
        claimed = suffix.types.first
        repair = refined?.why ?? finding?.why
        refusal = finding?.refusal ?? (spelling == nil ? Refusal(of: content.canonical) : nil)
        disagrees =
            content != .unknown && !suffix.types.isEmpty && !suffix.types.contains(known)
            && !(Self.isTextOrTable(known) && suffix.types.contains(where: Self.isTextOrTable))
    }

    /// Takes somebody's word for it. Then nothing disagrees: whoever declares a type has seen both.
    init(detected: MediaType, declared: MediaType, extension suffix: FileExtension) {
        let spelling = declared.spelling
        self.detected = detected
        content = declared.canonical
        type = spelling?.type
        modality = spelling?.modality
        claimed = suffix.types.first
        repair = "declared to be \(declared.rawValue)"
        refusal = spelling == nil ? Refusal(of: declared.canonical) : nil
        disagrees = false
    }

    private static func isTextOrTable(_ type: MediaType) -> Bool {
        type == .plainText || type == .csv
    }

    /// Where the content says no more than "text", or nothing, the name may say more.
    private static func refine(_ content: MediaType, by suffix: FileExtension) -> Finding? {
        let claim = suffix.types.first
        let cannotTell = content == .plainText || content == .unknown
        if cannotTell, let raw = suffix.headerless {
            return Finding(raw, "samples without a header: .\(suffix.name) is all that tells")
        }
        if content == .plainText, claim == .csv {
            return Finding(.csv, "plain text named .csv: a table")
        }
        if content == .csv, claim == .plainText, suffix.name != "tsv" {
            return Finding(.plainText, "text with commas named .\(suffix.name): no table")
        }
        if content == "application/vnd.apple.iwork", let program = iWork[suffix.name] {
            return Finding(program, "an iWork archive named .\(suffix.name)")
        }
        let compound: Set<MediaType> = ["application/cdfv2", "application/x-ole-storage"]
        if compound.contains(content), let claim, legacyOffice.contains(claim) {
            return Finding(claim, "a compound file named .\(suffix.name)")
        }
        return nil
    }

    private static let iWork: [String: MediaType] = [
        "pages": "application/vnd.apple.pages", "numbers": "application/vnd.apple.numbers",
        "key": "application/vnd.apple.keynote",
    ]

    private static let legacyOffice: Set<MediaType> = [
        "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    ]
}
