import Foundation
import SluiceHTTP
import StructuredJSON

/// The Files API (contract §6).
struct FileService: Sendable {
    let options: EmulatorOptions
    let counters: Counters
    private let store: FileStore
    private let storage: StorageFolder
    private let thumbnails: Thumbnailer

    init(options: EmulatorOptions, counters: Counters, storage: StorageFolder) {
        self.options = options
        self.counters = counters
        self.storage = storage
        store = FileStore()
        thumbnails = Thumbnailer(options.tools)
    }

    func get(_ name: String, _ request: EmulatorRequest) throws(Refusal) -> EmulatorReply {
        guard let id = FileName(name)?.id, let bytes = store.told(id, origin: request.origin) else {
            throw .missingFile(name, status: options.missingFileStatus)
        }
        return .json(bytes)
    }

    func delete(_ name: String) throws(Refusal) -> EmulatorReply {
        guard let id = FileName(name)?.id, store.remove(id) else {
            throw .missingFile(name, status: options.missingFileStatus)
        }
        return .json([:])
    }

    func list(_ request: EmulatorRequest) throws(Refusal) -> EmulatorReply {
        let page = try ListPage(request.target.query)
        let (files, hasMore) = store.list(before: page.before, limit: page.size)
        var answer = JSONObject()
        if !files.isEmpty {
            let now = Date()
            answer["files"] = .array(files.map { $0.json(origin: request.origin, now: now) })
        }
        if hasMore, let last = files.last { answer["nextPageToken"] = ListPage.token(after: last.number) }
        return .json(.object(answer))
    }

    /// A file, whatever its state.
    func stored(_ name: String) -> StoredFile? {
        FileName(name).flatMap { store.file($0.id) }
    }

    func declaredType(of session: String) -> String? { store.session(session)?.start.mimeType }

    func result(of session: String) async -> StoredFile? { await store.session(session)?.result }

    func reset() { store.reset() }

    /// Makes of a file what a fault wants it to be.
    func amend(_ file: StoredFile, _ fault: JSONObject) -> StoredFile {
        let amended = file.amended(by: fault)
        store.add(amended)
        return amended
    }

    /// A file that may be used in a request.
    ///
    /// - Throws: ``Refusal`` for a file that is not there, or not yet `ACTIVE`.
    func activeFile(uri: String) throws(Refusal) -> StoredFile {
        guard let name = FileName(uri: uri) else {
            throw .invalidRequest(
                "Unsupported file URI: \(uri). The emulator fetches nothing from the network: upload the file.",
                "unsupported uri"
            )
        }
        let file = try existing(name.id)
        guard file.isActive(at: Date()) else { throw .inactiveFile(file.id) }
        return file
    }

    func existing(_ name: String) throws(Refusal) -> StoredFile {
        guard let id = FileName(name)?.id, let file = store.file(id) else {
            throw .missingFile(name, status: options.missingFileStatus)
        }
        return file
    }
}

extension FileService {
    func start(_ request: EmulatorRequest) async throws -> EmulatorReply {
        switch request.header("x-goog-upload-protocol")?.lowercased() {
        case "multipart": return try await receiveAtOnce(request, try MultipartBody(request))
        case "raw": return try await receiveAtOnce(request, nil)
        default: break
        }
        let start = try await UploadStart(request, limit: options.largestFile)
        let session = try open(start)
        store.add(session)
        let version = request.target.path[1]
        let url = "\(request.origin)/upload/\(version)/files?upload_id=\(session.id)&upload_protocol=resumable"
        return EmulatorReply(headers: [
            ("x-goog-upload-url", url),
            ("x-goog-upload-control-url", url),
            ("x-goog-upload-status", "active"),
            ("x-goog-upload-chunk-granularity", String(options.chunkGranularity)),
        ])
    }

    private func open(_ start: UploadStart) throws -> UploadSession {
        let name = try reserve(start.name)
        return UploadSession(
            id: (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined(separator: "-"),
            fileID: name.id,
            start: start,
            bytes: StoredBytes(in: storage),
            options: options,
            counters: counters
        )
    }

    /// An upload in one request: its description and its bytes as two parts, or the bytes alone.
    private func receiveAtOnce(_ request: EmulatorRequest, _ parts: MultipartBody?) async throws -> EmulatorReply {
        let start: UploadStart
        let bytes: HTTPBody
        if let parts {
            let (metadata, type, body) = try await parts.split()
            start = try UploadStart(metadata: metadata, mimeType: type, size: nil, limit: options.largestFile)
            bytes = body
        } else {
            start = try UploadStart(
                metadata: [],
                mimeType: request.header("content-type"),
                size: request.length,
                limit: options.largestFile
            )
            bytes = request.body.body
        }
        let session = try open(start)
        do {
            try await session.receive(bytes)
            return try await finalize(session, request)
        } catch {
            _ = await cancel(session)
            throw error
        }
    }

    func upload(_ id: String, _ request: EmulatorRequest) async throws -> EmulatorReply {
        guard let session = store.session(id) else {
            throw Refusal(
                status: 404,
                shape: .rpc("NOT_FOUND"),
                message: "No such upload.",
                violation: "no such upload"
            )
        }
        switch UploadCommand(request.header("x-goog-upload-command") ?? "") {
        case .upload(finalize: false):
            try await session.receive(request, isLast: false)
            return EmulatorReply(headers: await session.headers)
        case .upload(finalize: true):
            try await session.receive(request, isLast: true)
            return try await finalize(session, request)
        case .finalize: return try await finalize(session, request)
        case .query: return await state(of: session, request)
        case .cancel: return await cancel(session)
        case nil:
            throw Refusal.invalidArgument("X-Goog-Upload-Command is missing or unknown.", "upload command")
        }
    }

    private func reserve(_ chosen: FileName?) throws(Refusal) -> FileName {
        guard let chosen else {
            var name = FileName.random()
            while !store.reserve(name.id) { name = .random() }
            return name
        }
        guard store.reserve(chosen.id) else {
            throw Refusal(
                status: options.takenNameStatus,
                shape: .rpc("ALREADY_EXISTS"),
                message: "Requested entity already exists",
                violation: "name is taken"
            )
        }
        return chosen
    }

    private func finalize(_ session: UploadSession, _ request: EmulatorRequest) async throws -> EmulatorReply {
        var file = try await session.finalize(number: store.nextNumber(), fault: request.fault?.file)
        store.add(file)
        file = try await thumbnails.adding(to: file)
        await session.show(file)
        // It may have been deleted meanwhile.
        if store.file(file.id) != nil { store.add(file) }
        counters.uploaded(file.sha256)
        return await state(of: session, request)
    }

    /// For a finished upload the answer holds the file, as the last chunk's did.
    private func state(of session: UploadSession, _ request: EmulatorRequest) async -> EmulatorReply {
        let headers = await session.headers
        guard let file = await session.result else { return EmulatorReply(headers: headers) }
        return .json(["file": file.json(origin: request.origin, now: Date())], headers: headers)
    }

    private func cancel(_ session: UploadSession) async -> EmulatorReply {
        if await session.cancel() {
            store.release(session.fileID)
            session.bytes.remove()
        }
        return EmulatorReply(headers: await session.headers)
    }
}
