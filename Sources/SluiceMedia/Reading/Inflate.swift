import CSluiceZlib

/// Undoes deflate compression (RFC 1951) of small parts of documents.
enum Inflate {
    /// What the input says, up to a limit of bytes: more than that is left out, and what is broken ends it early.
    static func bytes(of input: [UInt8], from start: Int = 0, limit: Int) -> [UInt8] {
        guard start < input.count, limit > 0 else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            count = unsafe input[start...].withUnsafeBytes { packed in
                unsafe CZlib_inflate(packed.baseAddress, packed.count, buffer.baseAddress, limit)
            }
        }
    }
}
