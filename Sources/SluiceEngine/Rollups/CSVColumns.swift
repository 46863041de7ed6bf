import StructuredJSON

/// The columns that the records of a folder need together.
///
/// What every record has comes first and in a fixed order; the answer's own fields come as they were first met.
struct CSVColumns {
    /// As many as a spreadsheet takes.
    static let most = 16_384

    private static let order = [
        "record", "status", "source", "output", "", "error", "usage", "cost_usd", "pipeline", "attempts", "timing",
    ]

    private var met: [String: Bool] = [:]
    private var list: [String] = []
    private var parents: Set<String> = []
    private(set) var omittedCells = 0

    init() {
        // There whatever the records are, so that scripts can rely on them.
        for column in ["record", "status", "source.path", "error.kind", "error.message"] { add(column, isNull: false) }
    }

    mutating func add(_ record: FlatRecord) {
        for (column, value) in record.cells { add(column, isNull: value.isNull) }
    }

    private mutating func add(_ column: String, isNull: Bool) {
        if let wasNull = met[column] {
            if wasNull, !isNull { met[column] = false }
            return
        }
        guard list.count < Self.most else {
            omittedCells += 1
            return
        }
        met[column] = isNull
        list.append(column)
        for dot in column.indices where column[dot] == "." { parents.insert(String(column[..<dot])) }
    }

    /// An object that is null in some records has no column beside those of its fields.
    var names: [String] {
        let shown = list.filter { met[$0] == false || !parents.contains($0) }
        let ranked = shown.enumerated().map { (rank: Self.rank($0.element), place: $0.offset, name: $0.element) }
        return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.name)
    }

    private static func rank(_ column: String) -> Int {
        let top = column.prefix { $0 != "." }
        return order.firstIndex { $0 == top } ?? order.firstIndex(of: "") ?? 0
    }
}
