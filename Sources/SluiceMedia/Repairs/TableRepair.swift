/// Tables against prose: RFC 4180 (CSV), the IANA registration of text/tab-separated-values, and what spreadsheets write
/// where a comma is part of numbers (semicolons).
///
/// libmagic takes prose with a comma in each line for a table, and tables of two lines, with semicolons or with tabs for text.
struct TableRepair: Repair {
    let doubts: Set<MediaType> = [.plainText, .csv]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.upTo(1 << 13, at: 0) else { return nil }
        let isWhole = Int64(head.count) == file.size
        for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")] where head.contains(separator) {
            guard let rows = DelimitedRows(head, separator: separator, isWhole: isWhole), rows.isTable else { continue }
            let columns = "\(rows.count) \(isWhole ? "rows" : "and more rows") of \(rows.width) fields"
            if separator == UInt8(ascii: "\t") {
                return Finding("text/tab-separated-values", "a table with tabs: \(columns)")
            }
            guard detected != .csv else { return nil }
            return Finding(.csv, "a table with \(separator == UInt8(ascii: ",") ? "commas" : "semicolons"): \(columns)")
        }
        guard detected == .csv, let rows = DelimitedRows(head, separator: UInt8(ascii: ","), isWhole: isWhole) else {
            return nil
        }
        return rows.isProse ? Finding(.plainText, "sentences with commas, and no table") : nil
    }
}
