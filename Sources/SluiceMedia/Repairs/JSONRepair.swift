/// JSON (RFC 8259) and JSON Lines (jsonlines.org): libmagic takes long or cut ones for text or tables.
struct JSONRepair: Repair {
    let doubts: Set<MediaType> = [.plainText, .csv, "application/json"]
    private static let reach = 1 << 16

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let start = file.upTo(64, at: 0), let first = start.first(where: { !Self.isBlank($0) }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let head = file.upTo(Self.reach, at: 0)
        else { return nil }
        let isWhole = Int64(head.count) == file.size
        var scanner = JSONScanner(head)
        var (values, isOpen) = (0, false)
        scanning: while values < 64 {
            switch scanner.value() {
            case .whole: values += 1
            case .cut:
                isOpen = true
                break scanning
            case .none: break scanning
            case .wrong: return nil
            }
        }
        // A value that is cut where we stop reading is as good as whole.
        guard values > 0 || (isOpen && !isWhole) else { return nil }
        let type: MediaType = values > 1 || (values == 1 && isOpen) ? "application/x-ndjson" : "application/json"
        guard type != detected else { return nil }
        return Finding(type, type == "application/json" ? "it is one JSON value" : "it is one JSON value after another")
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
