#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file on disk that an upload grows. It closes when it goes.
@safe struct UploadFile: ~Copyable {
    private let descriptor: CInt

    init(creating path: String) throws {
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageError(path: path, code: errno) }
    }

    /// Goes on behind what is there already.
    init(continuing path: String) throws {
        descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(path: path, code: errno) }
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw StorageError(path: "the upload", code: errno)
            }
        }
    }
}

/// The storage folder does not take what should be kept.
struct StorageError: Error, CustomStringConvertible {
    let path: String
    let code: CInt

    var description: String { unsafe "\(path): \(String(cString: strerror(code)))" }
}
