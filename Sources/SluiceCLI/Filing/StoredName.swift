import Foundation
import Sluice

/// The name of a stored file, however a person gives it: `files/abc`, `abc`, or the file's URI.
struct StoredName {
    let text: String

    /// - Parameter base: The service that is asked.
    /// - Throws: ``Complaint`` for a URI of another service: a file of that name is another file.
    init(_ given: String, at base: URL) throws(Complaint) {
        guard let range = given.range(of: "files/", options: .backwards) else {
            text = "files/\(given)"
            return
        }
        text = String(given[range.lowerBound...])
        guard given.contains("://") else { return }
        let url = URL(string: given)
        guard url?.host()?.lowercased() == base.host()?.lowercased(), url?.port == base.port else {
            let asked = "\(base.host() ?? base.absoluteString)\(base.port.map { ":\($0)" } ?? "")"
            throw Complaint(
                .someFailed,
                "\(given.printable) is of another service than \(asked.printable). Ask that one with --base-url, "
                    + "or give the name alone: \(text.printable)"
            )
        }
    }
}
