/// Compound files ([MS-CFB], sections 2.2, 2.3 and 2.6): Word, Excel and PowerPoint before 2007, and all else that was built
/// on them, known by the names of their streams and the class of their root.
///
/// libmagic wants a summary of the document in it, which other programs leave out.
struct CompoundRepair: Repair {
    let doubts: Set<MediaType> = ["application/x-ole-storage", "application/cdfv2", .unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let directory = CompoundDirectory(in: &file) else { return nil }
        let names = Set(directory.entries.map(\.name))
        if names.contains("EncryptedPackage") {
            return Finding(
                "application/encrypted",
                "an Office file inside of an encrypted package",
                refusal: Self.locked
            )
        }
        for (name, type, why) in Self.streams where names.contains(name) {
            if let office = Self.office[type], let lock = Self.lock(office, directory, &file) {
                return Finding(type, lock, refusal: Self.locked)
            }
            return type == detected ? nil : Finding(type, why)
        }
        let root: [UInt8] = directory.entries.first { $0.kind == 5 }.map(\.classIdentifier) ?? []
        for (identifier, type, what) in Self.classes where root == identifier {
            return type == detected ? nil : Finding(type, "a compound file of \(what)")
        }
        return nil
    }

    static let mark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static let locked = Refusal(
        "an Office file that needs a password",
        "open it with the password and save it without one, or export it as PDF"
    )

    private enum Office { case word, excel, powerPoint }
    private static let office: [MediaType: Office] = [
        "application/msword": .word, "application/vnd.ms-excel": .excel, "application/vnd.ms-powerpoint": .powerPoint,
    ]

    /// In this order: messages hold attachments whose streams may be any.
    private static let streams: [(String, MediaType, String)] = [
        ("__properties_version1.0", "application/vnd.ms-outlook", "an Outlook message: it has its properties"),
        ("__nameid_version1.0", "application/vnd.ms-outlook", "an Outlook message: it has its properties"),
        ("VisioDocument", "application/vnd.visio", "a compound file with a stream named VisioDocument"),
        ("Quill", "application/x-mspublisher", "a compound file with a storage named Quill"),
        ("WordDocument", "application/msword", "a compound file with a stream named WordDocument"),
        (
            "PowerPoint Document", "application/vnd.ms-powerpoint",
            "a compound file with a stream named PowerPoint Document"
        ),
        ("Workbook", "application/vnd.ms-excel", "a compound file with a stream named Workbook"),
        ("Book", "application/vnd.ms-excel", "a compound file with a stream named Book"),
        ("MatOST", "application/vnd.ms-works", "a compound file with a stream named MatOST"),
        ("HwpSummaryInformation", "application/x-hwp", "a compound file with Hangul's summary"),
        ("BodyText", "application/x-hwp", "a compound file with a storage named BodyText"),
        ("NativeContent_MAIN", "application/vnd.corel-draw", "a compound file with a stream named NativeContent_MAIN"),
        ("Catalog", "application/x-thumbs-db", "a compound file with a stream named Catalog"),
    ]

    /// The classes of roots, as they are stored.
    private static let classes: [([UInt8], MediaType, String)] = [
        (guid(0x000C_1084), "application/x-msi", "the Windows Installer"),
        (guid(0x000C_1086), "application/x-msi", "the Windows Installer"),
        (guid(0x000C_1082), "application/x-msi", "the Windows Installer"),
        (guid(0x0002_1A14), "application/vnd.visio", "Visio"),
        (guid(0x0002_1201), "application/x-mspublisher", "Publisher"),
        (guid(0x0002_0D0B), "application/vnd.ms-outlook", "Outlook"),
        (
            [0x3A, 0x8F, 0xB7, 0x74, 0xC8, 0xC8, 0xD1, 0x11, 0xBE, 0x11, 0x00, 0xC0, 0x4F, 0xB6, 0xFA, 0xF1],
            "application/vnd.ms-project", "Project"
        ),
    ]

    /// A class of OLE's own family: so many, and -0000-0000-C000-000000000046.
    private static func guid(_ first: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: first >> ($0 * 8)) } + [0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
    }

    /// How a document says that it is encrypted ([MS-DOC] 2.5.2, [MS-XLS] 2.4.117, [MS-PPT] 2.3.5).
    private static func lock(_ office: Office, _ directory: CompoundDirectory, _ file: inout ByteReader) -> String? {
        func start(_ name: String) -> [UInt8]? {
            directory.entries.first { $0.name == name }.flatMap { directory.start(of: $0, in: &file) }
        }
        switch office {
        case .word:
            guard let head = start("WordDocument"), head.count >= 12, head[..<2].littleEndian == 0xA5EC else {
                return nil
            }
            return head[10..<12].littleEndian & 0x0100 != 0 ? "a Word document that says that it is encrypted" : nil
        case .powerPoint:
            let isLocked = directory.entries.contains { $0.name == "EncryptedSummary" }
            return isLocked ? "a presentation with an encrypted summary" : nil
        case .excel:
            guard let head = start("Workbook") ?? start("Book") else { return nil }
            // Records: the beginning of the book, then what protects it.
            var at = 0
            for _ in 0..<4 where at + 4 <= head.count {
                if head[at..<at + 2].littleEndian == 0x2F { return "a workbook with a password" }
                at += 4 + Int(head[at + 2..<at + 4].littleEndian)
            }
            return nil
        }
    }
}
