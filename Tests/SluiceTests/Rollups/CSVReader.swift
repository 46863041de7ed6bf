/// Reads CSV by RFC 4180, to the letter.
struct CSVReader {
    struct Broken: Error { let place: Int }

    /// The rows of a text that ends in a line end.
    static func rows(_ text: String) throws -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if isQuoted {
                guard scalar == "\"" else {
                    cell.append(scalar)
                    continue
                }
                if index < scalars.count, scalars[index] == "\"" {
                    cell.append("\"")
                    index += 1
                    continue
                }
                isQuoted = false
                guard index < scalars.count, scalars[index] == "," || scalars[index] == "\r" else {
                    throw Broken(place: index)
                }
                continue
            }
            switch scalar {
            case "\"":
                guard cell.isEmpty else { throw Broken(place: index) }
                isQuoted = true
            case ",":
                row.append(String(cell))
                cell = .init()
            case "\r":
                guard index < scalars.count, scalars[index] == "\n" else { throw Broken(place: index) }
                index += 1
                rows.append(row + [String(cell)])
                row = []
                cell = .init()
            case "\n": throw Broken(place: index)
            default: cell.append(scalar)
            }
        }
        guard row.isEmpty, cell.isEmpty, !isQuoted else { throw Broken(place: index) }
        return rows
    }
}
