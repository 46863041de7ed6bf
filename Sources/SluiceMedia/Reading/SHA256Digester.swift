internal import CSluiceCrypto

/// SHA-256 of bytes that come in pieces, computed by libcrypto.
@safe public struct SHA256Digester: ~Copyable {
    private let context: OpaquePointer
    private static let isReady = CCrypto_prepare() == 1

    /// A digest of nothing so far.
    public init() {
        precondition(Self.isReady, "libcrypto does not start")
        guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("No memory for a digest") }
        precondition(unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto refuses SHA-256")
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Takes the next bytes.
    public mutating func update(_ bytes: borrowing Span<UInt8>) {
        let done = unsafe bytes.withUnsafeBufferPointer { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        precondition(done == 1, "libcrypto failed to digest")
    }

    /// Takes the next bytes.
    public mutating func update(_ bytes: [UInt8]) {
        update(bytes.span)
    }

    /// The 32 bytes of the digest.
    public consuming func finish() -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            var length: UInt32 = 0
            precondition(
                unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, &length) == 1,
                "libcrypto failed to digest"
            )
            count = Int(length)
        }
    }

    /// The digest as 64 lower-case hexadecimal digits.
    public consuming func finishHex() -> String {
        Self.hex(finish())
    }

    /// The digest of bytes that are already there, as 64 lower-case hexadecimal digits.
    public static func hex(of bytes: [UInt8]) -> String {
        var digester = Self()
        digester.update(bytes)
        return digester.finishHex()
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
