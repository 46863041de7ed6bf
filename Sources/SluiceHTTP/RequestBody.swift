/// What a request carries. Never a stream: a request that is sent again must be able to carry it again.
public enum RequestBody: Sendable {
    case empty
    case bytes([UInt8])
    /// A part of a file, read while it is sent and never held whole.
    case file(SourceFile, offset: Int64, length: Int64)

    /// How many bytes will be sent.
    public var length: Int64 {
        switch self {
        case .empty: 0
        case .bytes(let bytes): Int64(bytes.count)
        case .file(_, _, let length): length
        }
    }
}
