import Foundation
import Sluice
import StructuredJSON

/// A stored file as a line of a table for people.
struct FileRow {
    private let file: RemoteFile
    private let now: Date

    init(_ file: RemoteFile, now: Date = .now) {
        self.file = file
        self.now = now
    }

    static let header = row("NAME", "SIZE", "AGE", "LEFT", "STATE", "TYPE", "DISPLAY NAME")

    var text: String {
        Self.row(
            file.name.printable,
            file.sizeBytes?.inBytes ?? "–",
            file.createTime.map { max(0, now.timeIntervalSince($0)).inWords } ?? "–",
            file.expirationTime.map { max(0, $0.timeIntervalSince(now)).inWords } ?? "–",
            file.state.rawValue.lowercased().printable,
            file.mimeType?.printable ?? "–",
            file.displayName?.printable ?? ""
        )
    }

    private static func row(_ cells: String...) -> String {
        let widths = [22, 9, 8, 8, 10, 20]
        return zip(cells, widths + [0]).map { $0.padded($1) }.joined(separator: " ").trimmed
    }
}

extension String {
    /// Without blanks at the end.
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension TimeInterval {
    /// `40 s`, `12 min`, `3 h 5 min`, `2 d 4 h`
    var inWords: String {
        let seconds = Int(saturating: self)
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3600: "\(seconds / 60) min"
        case ..<86400: seconds % 3600 < 60 ? "\(seconds / 3600) h" : "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: "\(seconds / 86400) d \(seconds % 86400 / 3600) h"
        }
    }
}
