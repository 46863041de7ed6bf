/// What a request to an upload session asks for (contract §6.2).
enum UploadCommand: Sendable, Hashable {
    case upload(finalize: Bool)
    case finalize
    case query
    case cancel

    /// Reads `X-Goog-Upload-Command`: names separated by commas, in any order.
    init?(_ header: String) {
        let words = Set(header.lowercased().split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } })
        switch words {
        case ["upload"]: self = .upload(finalize: false)
        case ["upload", "finalize"]: self = .upload(finalize: true)
        case ["finalize"]: self = .finalize
        case ["query"]: self = .query
        case ["cancel"]: self = .cancel
        default: return nil
        }
    }
}
