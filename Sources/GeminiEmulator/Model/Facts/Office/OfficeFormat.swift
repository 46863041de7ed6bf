/// The kinds of Office documents that are ZIP archives of XML.
enum OfficeFormat: Sendable {
    case word, spreadsheet, presentation, openText, openSpreadsheet, openPresentation

    init?(_ type: String) {
        let office = "application/vnd.openxmlformats-officedocument."
        let open = "application/vnd.oasis.opendocument."
        switch type {
        case office + "wordprocessingml.document", office + "wordprocessingml.template": self = .word
        case office + "spreadsheetml.sheet": self = .spreadsheet
        case office + "presentationml.presentation": self = .presentation
        case open + "text": self = .openText
        case open + "spreadsheet": self = .openSpreadsheet
        case open + "presentation": self = .openPresentation
        default: return nil
        }
    }

    var name: String {
        switch self {
        case .word: "Word document"
        case .spreadsheet: "Excel workbook"
        case .presentation: "PowerPoint presentation"
        case .openText: "OpenDocument text"
        case .openSpreadsheet: "OpenDocument spreadsheet"
        case .openPresentation: "OpenDocument presentation"
        }
    }

    /// The members of the archive that hold the words, as `unzip` takes them.
    ///
    /// - Parameter sheet: of a workbook, from 1. `nil`: all of them.
    func members(sheet: Int?) -> [String] {
        switch self {
        case .word: ["word/document.xml"]
        case .spreadsheet: ["xl/worksheets/sheet\(sheet.map(String.init) ?? "*").xml"]
        case .presentation: ["ppt/slides/slide*.xml"]
        case .openText, .openSpreadsheet, .openPresentation: ["content.xml"]
        }
    }
}
