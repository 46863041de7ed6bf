internal import CSluiceCrypto

/// Digests that file formats prescribe, by libcrypto.
enum Digest {
    static func md5(_ bytes: [UInt8]) -> [UInt8] { unsafe digest(bytes, EVP_md5()) }

    /// - Parameter bits: 256, 384 or 512.
    static func sha2(_ bits: Int, _ bytes: [UInt8]) -> [UInt8] {
        switch bits {
        case 256: unsafe digest(bytes, EVP_sha256())
        case 384: unsafe digest(bytes, EVP_sha384())
        default: unsafe digest(bytes, EVP_sha512())
        }
    }

    /// Empty when libcrypto is set up to refuse the digest.
    private static func digest(_ bytes: [UInt8], _ kind: OpaquePointer?) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, count in
            var length: UInt32 = 0
            let done = unsafe bytes.withUnsafeBytes { input in
                unsafe EVP_Digest(input.baseAddress, input.count, buffer.baseAddress, &length, kind, nil)
            }
            count = done == 1 ? Int(length) : 0
        }
    }
}

/// AES-128 in CBC mode without padding, by libcrypto.
enum AES {
    /// Empty when libcrypto refuses.
    static func encrypt(_ bytes: [UInt8], key: [UInt8], vector: [UInt8]) -> [UInt8] {
        guard let context = unsafe EVP_CIPHER_CTX_new() else { return [] }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        guard unsafe EVP_EncryptInit_ex(context, EVP_aes_128_cbc(), nil, key, vector) == 1,
            unsafe EVP_CIPHER_CTX_set_padding(context, 0) == 1
        else { return [] }
        return unsafe [UInt8](unsafeUninitializedCapacity: bytes.count + 16) { buffer, count in
            var length: CInt = 0
            let done = unsafe EVP_EncryptUpdate(
                context,
                buffer.baseAddress,
                &length,
                bytes,
                CInt(clamping: bytes.count)
            )
            count = done == 1 ? Int(length) : 0
        }
    }
}

/// RC4, which libcrypto keeps in a provider that is not always there.
enum RC4 {
    static func apply(_ key: [UInt8], to bytes: [UInt8]) -> [UInt8] {
        guard !key.isEmpty else { return bytes }
        var state = (0...255).map { UInt8($0) }
        var other = 0
        for index in 0..<256 {
            other = (other + Int(state[index]) + Int(key[index % key.count])) & 255
            state.swapAt(index, other)
        }
        var index = 0
        other = 0
        return bytes.map { byte in
            index = (index + 1) & 255
            other = (other + Int(state[index])) & 255
            state.swapAt(index, other)
            return byte ^ state[(Int(state[index]) + Int(state[other])) & 255]
        }
    }
}
