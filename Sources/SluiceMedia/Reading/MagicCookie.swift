internal import CSluiceMagic

/// One loaded libmagic. For one thread at a time.
@safe struct MagicCookie: ~Copyable {
    private let raw: magic_t

    /// - Throws: When the database of the system is missing or broken.
    init() throws(MediaError) {
        guard let raw = unsafe magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR) else {
            throw MediaError(.unreadable, "libmagic cannot start")
        }
        guard unsafe magic_load(raw, nil) == 0 else {
            let reason = unsafe magic_error(raw).map { unsafe String(cString: $0) } ?? "unknown error"
            unsafe magic_close(raw)
            throw MediaError(.unreadable, "libmagic cannot load its database: \(reason)", hint: "install libmagic-mgc")
        }
        unsafe self.raw = raw
    }

    deinit { unsafe magic_close(raw) }

    /// What the content of an open file is. Moves the descriptor's offset.
    func type(of descriptor: CInt) throws(MediaError) -> MediaType {
        try unsafe named(magic_descriptor(raw, descriptor))
    }

    /// What these bytes are.
    func type(of bytes: [UInt8]) throws(MediaError) -> MediaType {
        try unsafe named(bytes.withUnsafeBytes { unsafe magic_buffer(raw, $0.baseAddress, $0.count) })
    }

    private func named(_ answer: UnsafePointer<CChar>?) throws(MediaError) -> MediaType {
        guard let answer = unsafe answer else {
            // Some contents leave libmagic without an answer and without an error: 5.44 so takes what begins as UTF-32.
            guard let reason = unsafe magic_error(raw) else { return .unknown }
            throw MediaError(.unreadable, unsafe "libmagic cannot read it: \(String(cString: reason))")
        }
        return MediaType(rawValue: unsafe String(cString: answer))
    }
}
