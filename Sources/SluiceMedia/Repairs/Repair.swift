/// A reader of one format, for where libmagic's answer is wrong or vague.
///
/// It reads no more than it needs, believes no length that the file states, and ends on any bytes.
protocol Repair: Sendable {
    /// The answers of libmagic that are worth a second look.
    var doubts: Set<MediaType> { get }

    /// What the file is, or `nil` when libmagic's answer stands.
    func look(at file: inout ByteReader, detected: MediaType) -> Finding?
}

/// What a repair found out.
struct Finding: Hashable {
    let type: MediaType
    /// One line.
    let why: String
    /// Why this one cannot be sent, though others of its type can.
    var refusal: Refusal?

    init(_ type: MediaType, _ why: String, refusal: Refusal? = nil) {
        self.type = type
        self.why = why
        self.refusal = refusal
    }
}

/// All repairs, asked in this order until one finds something.
enum Repairs {
    private static let all: [any Repair] = [
        ShortTextRepair(), ISOMediaRepair(), ISOImageRepair(), CameraRawRepair(), MatroskaRepair(), ASFRepair(),
        OggRepair(), AVIRepair(), FlashRepair(), CoreAudioRepair(), BigEndianWaveRepair(), PDFRepair(),
        PDFLockRepair(), ZipRepair(), CompoundRepair(), DrawingRepair(), JSONRepair(), TableRepair(), UTF16Repair(),
        TransportStreamRepair(), MPEGAudioRepair(), ControlTextRepair(),
    ]

    /// Containers that stand for many types, told by their beginning: libmagic's names for what is in them are many.
    private static let containers: [(mark: [UInt8], repair: any Repair)] = [
        (Array("PK\u{03}\u{04}".utf8), ZipRepair()), (Array("PK\u{05}\u{06}".utf8), ZipRepair()),
        (CompoundRepair.mark, CompoundRepair()),
    ]

    /// Which to ask about each answer of libmagic.
    private static let byDoubt: [MediaType: [any Repair]] = {
        var table: [MediaType: [any Repair]] = [:]
        for repair in all { for type in repair.doubts { table[type, default: []].append(repair) } }
        return table
    }()

    /// - Parameter unread: The file; each repair has a budget of its own.
    static func finding(for detected: MediaType, in unread: ByteReader) -> Finding? {
        var file = unread
        if let head = file.upTo(8, at: 0), let container = containers.first(where: { head.starts(with: $0.mark) }) {
            return container.repair.look(at: &file, detected: detected)
        }
        for repair in byDoubt[detected] ?? [] {
            var file = unread
            if let finding = repair.look(at: &file, detected: detected) { return finding }
        }
        return nil
    }
}
