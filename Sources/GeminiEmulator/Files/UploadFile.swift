import SluiceSupport

/// The file on disk that an upload grows. It closes when it goes.
struct UploadFile: ~Copyable {
    private let file: OpenDescriptor

    init(creating path: String) throws {
        file = try StorageError.naming(path) { () throws(SystemError) in
            try OpenDescriptor(opening: path, [.writeOnly, .exclusive], rights: 0o600)
        }
    }

    /// Goes on behind what is there already.
    init(continuing path: String) throws {
        file = try StorageError.naming(path) { () throws(SystemError) in
            try OpenDescriptor(opening: path, [.writeOnly, .append])
        }
    }

    func append(_ bytes: [UInt8]) throws {
        try StorageError.naming("the upload") { () throws(SystemError) in try file.write(bytes) }
    }
}

/// The storage folder does not take what should be kept.
struct StorageError: Error, CustomStringConvertible {
    let path: String
    let reason: SystemError

    var description: String { "\(path): \(reason)" }

    fileprivate static func naming<Value: ~Copyable>(
        _ path: String,
        _ body: () throws(SystemError) -> Value
    ) throws(StorageError) -> Value {
        do {
            return try body()
        } catch {
            throw StorageError(path: path, reason: error)
        }
    }
}
