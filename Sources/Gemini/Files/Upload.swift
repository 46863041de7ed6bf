import Foundation
import HTTPTypes
import SluiceHTTP
import StructuredJSON

/// One file on its way to the service by the resumable protocol (contract §6.2).
struct Upload {
    let client: GeminiClient
    let source: SourceFile
    let metadata: JSONObject
    let mimeType: String
    let progress: @Sendable (Int64) -> Void

    /// How often an upload that the service dropped is begun anew.
    static let restarts = 2

    /// Sends everything but the last chunk.
    func begin(resuming ticket: String? = nil, onSession: (String) async throws -> Void) async throws -> BegunUpload {
        let begun = if let resumed = try await resume(ticket) { resumed } else { try await begun(onSession) }
        return try await advance(begun, until: \.isNearlyThere, onSession)
    }

    /// Sends what is left.
    func finish(_ begun: BegunUpload, onSession: (String) async throws -> Void) async throws -> RemoteFile {
        let finished = try await advance(begun, until: { $0.file != nil }, onSession)
        guard let file = finished.file else { preconditionFailure("An upload that is finished has a file") }
        return file
    }

    /// Has the service drop what it has, as far as it can be reached.
    func cancel(_ begun: BegunUpload) async {
        _ = try? await exchange(begun.session, command: "cancel", offset: nil, body: .empty)
    }

    private func advance(
        _ begun: BegunUpload,
        until isEnough: (BegunUpload) -> Bool,
        _ onSession: (String) async throws -> Void
    ) async throws -> BegunUpload {
        var begun = begun
        var reason = ""
        for attempt in 0..<Self.restarts {
            if attempt > 0 { begun = try await self.begun(onSession) }
            do {
                try await send(&begun, until: isEnough)
                return begun
            } catch let loss as UploadLost {
                if loss.mayBeFinished ?? begun.isUnheard, let file = try await finished(begun.session) {
                    (begun.received, begun.file) = (source.size, file)
                    return begun
                }
                reason = loss.reason
            }
        }
        throw GeminiError(
            .uploadFailed,
            "\(client.key.redacted(reason)), again and again",
            hint: "run again later",
            isTransient: true
        )
    }

    private func begun(_ onSession: (String) async throws -> Void) async throws -> BegunUpload {
        let session = try await start()
        try await onSession(session.ticket)
        return BegunUpload(upload: self, session: session)
    }

    /// Asks a session of an earlier process how far it got. `nil` when it is of no use any more.
    private func resume(_ ticket: String?) async throws -> BegunUpload? {
        guard let session = ticket.flatMap({ UploadSession(ticket: $0, base: client.baseURL) }) else { return nil }
        do {
            guard let answer = try await resumed(session) else { return nil }
            guard answer.file != nil || answer.received <= source.size else { return nil }
            if answer.file != nil { progress(source.size) }
            var begun = BegunUpload(upload: self, session: session)
            (begun.received, begun.file) = (answer.received, answer.file)
            return begun
        } catch is GeminiError {
            return nil
        }
    }

    /// How a session of an earlier process stands. `nil` when the service knows neither it nor a file that came of it.
    private func resumed(_ session: UploadSession) async throws -> UploadAnswer? {
        do {
            return try await query(session)
        } catch let error as GeminiError where !error.isOfLostUpload(asking: true) && !error.isFinal {
            throw error
        } catch is GeminiError {
        } catch is UploadLost {
        }
        return try await finished(session).map { UploadAnswer(file: $0, received: source.size) }
    }

    /// The file of an upload that the service may have finished without anybody hearing of it.
    private func finished(_ session: UploadSession) async throws -> RemoteFile? {
        guard let name = session.name else { return nil }
        do {
            let file = try await client.files.get(name.description)
            return file.name == name.description && file.sizeBytes ?? source.size == source.size ? file : nil
        } catch is GeminiError {
            return nil
        }
    }

    /// Goes on chunk by chunk. After a failure it asks what arrived, and goes on from there: no byte is sent before it is known
    /// that the service lacks it.
    private func send(_ begun: inout BegunUpload, until isEnough: (BegunUpload) -> Bool) async throws {
        var failures = 0
        var isUnsure = false
        while !isEnough(begun) {
            do {
                // What has just broken a connection may break the next one that is kept.
                let isFresh = failures > 0
                let answer =
                    isUnsure ? try await query(begun.session, isFresh) : try await sendChunk(&begun, isFresh)
                if !isUnsure || answer.received > begun.received { failures = 0 }
                guard answer.file != nil || answer.received <= source.size else {
                    throw UploadLost(reason: "The service said that it has more bytes than the file")
                }
                (begun.received, begun.file) = (answer.received, answer.file)
                isUnsure = false
            } catch let error as GeminiError {
                if error.isOfLostUpload(asking: isUnsure) {
                    throw UploadLost(reason: "The service does not know the upload any more")
                }
                if error.code == "ALREADY_EXISTS", begun.session.name != nil {
                    throw UploadLost(reason: "The service says that the file is there already", mayBeFinished: true)
                }
                if begun.isNearlyThere, !isUnsure { begun.isUnheard = true }
                failures += 1
                let jitter = Double.random(in: 0...1)
                guard let delay = patience.delay(after: error, attempt: failures, jitter: jitter) else {
                    throw error.duringUpload
                }
                client.onRetry(Retry(attempt: failures, error: error, delay: delay))
                try await client.retry.sleep(delay)
                isUnsure = true
            }
            progress(begun.file == nil ? begun.received : source.size)
        }
    }

    /// An upload is worth more patience than a question: what has arrived stays there, and networks come back.
    private var patience: RetryPolicy {
        var patience = client.retry
        if patience.attempts > 1 {
            patience.attempts *= 2
            patience.longestDelay *= 4
        }
        return patience
    }

    /// Begins an upload under a name of ours, or without one where the service does not want that.
    private func start() async throws -> UploadSession {
        if let given = metadata["name", as: String.self] {
            do {
                return try await start(metadata, ChosenName(given))
            } catch let refused as NameRefused {
                throw refused.reason
            }
        }
        let chosen = ChosenName()
        var named = metadata
        named["name"] = chosen.description
        do {
            return try await start(named, chosen)
        } catch is NameRefused {
            return try await start(metadata, nil)
        }
    }

    private func start(_ metadata: JSONObject, _ name: ChosenName?) async throws -> UploadSession {
        var headers: HTTPFields = [:]
        headers[.uploadProtocol] = "resumable"
        headers[.uploadCommand] = "start"
        headers[.uploadContentLength] = "\(source.size)"
        headers[.uploadContentType] = mimeType
        let call = ServiceCall(
            method: .post,
            path: "files",
            body: ["file": .object(metadata)],
            prefix: "upload",
            headers: headers
        )
        return try await client.retrying { attempt in
            do {
                let (head, _) = try await client.exchange(call, attempt: attempt)
                return try UploadSession(head: head, base: client.baseURL, name: name)
            } catch let error as GeminiError where name != nil && error.mayBeOfName {
                throw NameRefused(reason: error)
            }
        }
    }

    /// Sends the next chunk; the last one ends the upload.
    private func sendChunk(_ begun: inout BegunUpload, _ isFresh: Bool) async throws -> UploadAnswer {
        let (session, offset) = (begun.session, begun.received)
        let length = min(begun.chunkLength, source.size - offset)
        let isLast = offset + length == source.size
        let command = length == 0 ? "finalize" : isLast ? "upload, finalize" : "upload"
        let body: RequestBody = length == 0 ? .empty : .file(source, offset: offset, length: length)
        let start = ContinuousClock.now
        let answer = try await exchange(session, command: command, offset: offset, body: body, isFresh)
        begun.chunk.took(ContinuousClock.now - start)
        guard !isLast || answer.file != nil else {
            throw GeminiError(.uploadFailed, "The service took the last byte and named no file", isTransient: true)
        }
        return UploadAnswer(file: answer.file, received: offset + length)
    }

    /// Asks how much has arrived.
    private func query(_ session: UploadSession, _ isFresh: Bool = false) async throws -> UploadAnswer {
        try await exchange(session, command: "query", offset: nil, body: .empty, isFresh)
    }

    private func exchange(
        _ session: UploadSession,
        command: String,
        offset: Int64?,
        body: RequestBody,
        _ isFresh: Bool = false
    ) async throws -> UploadAnswer {
        let request = session.request(command: command, offset: offset)
        // No total limit: a big file on a thin line takes its time. A dead line is noticed by the stall limit.
        var limits = TransferLimits(stall: .seconds(60))
        limits.reusesConnection = !isFresh
        let (head, bytes) = try await client.exchange(request, for: .upload, body: body, limits: limits)
        return try UploadAnswer(head: head, body: bytes, key: client.key)
    }
}

extension GeminiError {
    /// Whether a refusal to begin an upload may be one of the file's name.
    fileprivate var mayBeOfName: Bool { httpStatus == 400 && kind == .invalidRequest || httpStatus == 409 }

    /// Whether the service has forgotten a session that it had opened. What it calls final stays so.
    ///
    /// - Parameter isQuery: Whether it was only asked how the upload stands.
    fileprivate func isOfLostUpload(asking isQuery: Bool) -> Bool {
        guard !isFinal, let httpStatus else { return false }
        return httpStatus == 404 || httpStatus == 410 || isQuery && httpStatus == 400
    }

    /// The same failure, seen as one of an upload where it is of a general kind.
    fileprivate var duringUpload: GeminiError {
        guard [.server, .network, .timeout, .invalidRequest].contains(kind) else { return self }
        var failure = GeminiError(.uploadFailed, "The upload failed: \(message)", hint: hint, isTransient: isTransient)
        failure.code = code
        failure.httpStatus = httpStatus
        failure.attempts = attempts
        return failure
    }
}
