/// The words of Office documents: paragraphs as lines, rows of tables as comma-separated values.
enum OfficeText {
    /// Of text documents and presentations.
    static func words(in xml: [UInt8]) -> String {
        var markup = Markup(xml)
        var text = ""
        /// Whether the text between tags is the document's own: in Office Open XML only that of `t` is.
        var depth = 0
        while let piece = markup.next() {
            switch piece {
            case .open(let name, _):
                switch name {
                case "w:t", "a:t", "text:p", "text:h": depth += 1
                case "w:tab", "text:tab", "text:s": text += " "
                case "w:br", "a:br", "text:line-break": text += "\n"
                default: break
                }
            case .close(let name):
                switch name {
                case "w:t", "a:t": depth -= 1
                case "text:p", "text:h":
                    depth -= 1
                    text += "\n"
                case "w:p", "a:p": text += "\n"
                default: break
                }
            case .text(let words): if depth > 0 { text += words }
            }
        }
        return text
    }

    /// The strings that the cells of a workbook share.
    static func sharedStrings(in xml: [UInt8]) -> [String] {
        var markup = Markup(xml)
        var strings: [String] = []
        var string = ""
        var isText = false
        while let piece = markup.next() {
            switch piece {
            case .open("t", _): isText = true
            case .close("t"): isText = false
            case .close("si"):
                strings.append(string)
                string = ""
            case .text(let words): if isText { string += words }
            default: break
            }
        }
        return strings
    }

    /// The rows of a workbook's sheets.
    static func rows(in xml: [UInt8], shared: [String]) -> String {
        var markup = Markup(xml)
        var lines: [String] = []
        var row: [String] = []
        var type: String?
        var cell = ""
        var isValue = false
        while let piece = markup.next() {
            switch piece {
            case .open("c", let attributes):
                type = Markup.value(of: "t", in: attributes)
                // Empty cells are not written: the place of the next one tells how many they were.
                let column = Markup.value(of: "r", in: attributes).map(column) ?? row.count
                while row.count < min(column, mostColumns) { row.append("") }
                cell = ""
            case .open("v", _), .open("t", _): isValue = true
            case .close("v"), .close("t"): isValue = false
            case .text(let words): if isValue { cell += words }
            case .close("c"): row.append(type == "s" ? Int(cell).flatMap { shared.at($0) } ?? "" : cell)
            case .close("row"):
                lines.append(line(row))
                row = []
            default: break
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The rows of an OpenDocument spreadsheet.
    static func openRows(in xml: [UInt8]) -> String {
        var markup = Markup(xml)
        var lines: [String] = []
        var row: [String] = []
        var cell = ""
        var isText = false
        var times = 1
        while let piece = markup.next() {
            switch piece {
            case .open("table:table-cell", let attributes):
                times = Markup.value(of: "table:number-columns-repeated", in: attributes).flatMap { Int($0) } ?? 1
                cell = ""
            case .open("text:p", _): isText = true
            case .close("text:p"): isText = false
            case .text(let words): if isText { cell += words }
            case .close("table:table-cell"):
                row += Array(repeating: cell, count: max(1, min(times, mostColumns - row.count)))
            case .close("table:table-row"):
                if row.contains(where: { !$0.isEmpty }) { lines.append(line(row)) }
                row = []
            default: break
            }
        }
        return lines.joined(separator: "\n")
    }

    private static let mostColumns = 1000

    private static func line(_ row: [String]) -> String {
        let used = row.prefix((row.lastIndex { !$0.isEmpty } ?? -1) + 1)
        return used.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
    }

    /// From 0: `B3` is in column 1.
    private static func column(_ reference: String) -> Int {
        let letters = reference.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }.prefix(4)
        return letters.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 } - 1
    }
}

extension [String] {
    fileprivate func at(_ index: Int) -> String? { indices.contains(index) ? self[index] : nil }
}
