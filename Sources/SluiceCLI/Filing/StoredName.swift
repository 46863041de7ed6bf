import Foundation

/// The name of a stored file, however a person gives it: `files/abc`, `abc`, or the file's URI.
struct StoredName {
    let text: String

    init(_ given: String) {
        guard let range = given.range(of: "files/", options: .backwards) else {
            text = "files/\(given)"
            return
        }
        text = String(given[range.lowerBound...])
    }
}
