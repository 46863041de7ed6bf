import Foundation
import HTTP
import HTTPTypes
import StructuredJSON

/// One file on its way to the service by the resumable protocol (contract §6.2).
struct Upload {
    let client: GeminiClient
    let source: SourceFile
    let metadata: JSONObject
    let mimeType: String
    let progress: @Sendable (Int64) -> Void

    /// A multiple of every granularity seen so far.
    static let chunkSize: Int64 = 8 << 20

    /// How often an upload that the service dropped is begun anew.
    static let restarts = 2

    func run(resuming ticket: String? = nil, onSession: (String) async throws -> Void) async throws -> File {
        var session: UploadSession
        var offset: Int64 = 0
        if let resumed = try await resume(ticket) {
            if let file = resumed.answer.file { return finished(file) }
            (session, offset) = (resumed.session, resumed.answer.received)
        } else {
            session = try await start()
            try await onSession(session.ticket)
        }
        for _ in 0..<Self.restarts {
            do {
                return try await send(session, from: offset)
            } catch is UploadCancelled {
                session = try await start()
                offset = 0
                try await onSession(session.ticket)
            }
        }
        throw GeminiError(.uploadFailed, "The service cancelled the upload again and again", isTransient: true)
    }

    /// Asks a session of an earlier process how far it got. `nil` when it is of no use any more.
    private func resume(_ ticket: String?) async throws -> (session: UploadSession, answer: UploadAnswer)? {
        guard let session = ticket.flatMap({ UploadSession(ticket: $0, base: client.baseURL) }) else { return nil }
        do {
            return (session, try await query(session))
        } catch is GeminiError {
            return nil
        } catch is UploadCancelled {
            return nil
        }
    }

    /// Sends everything from an offset on, chunk by chunk. After a failure it asks what arrived, and goes on from there: no
    /// byte is sent before it is known that the service lacks it.
    private func send(_ session: UploadSession, from start: Int64) async throws -> File {
        var offset = start
        var failures = 0
        var isUnsure = false
        while true {
            do {
                let answer = isUnsure ? try await query(session) : try await sendChunk(session, from: offset)
                if let file = answer.file { return finished(file) }
                if !isUnsure || answer.received > offset { failures = 0 }
                offset = answer.received
                isUnsure = false
            } catch let error as GeminiError {
                failures += 1
                let jitter = Double.random(in: 0...1)
                guard let delay = patience.delay(after: error, attempt: failures, jitter: jitter) else {
                    throw error.duringUpload
                }
                client.onRetry(Retry(attempt: failures, error: error, delay: delay))
                try await client.retry.sleep(delay)
                isUnsure = true
            }
            progress(offset)
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

    private func finished(_ file: File) -> File {
        progress(source.size)
        return file
    }

    private func start() async throws -> UploadSession {
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
        return try await client.retrying {
            let (head, _) = try await client.exchange(call)
            return try UploadSession(head: head, base: client.baseURL)
        }
    }

    /// Sends the chunk at an offset; the last one ends the upload.
    private func sendChunk(_ session: UploadSession, from offset: Int64) async throws -> UploadAnswer {
        let length = min(session.chunkSize(near: Self.chunkSize), source.size - offset)
        let isLast = offset + length == source.size
        let command = length == 0 ? "finalize" : isLast ? "upload, finalize" : "upload"
        let body: RequestBody = length == 0 ? .empty : .file(source, offset: offset, length: length)
        let answer = try await exchange(session, command: command, offset: offset, body: body)
        guard !isLast || answer.file != nil else {
            throw GeminiError(.uploadFailed, "The service took the last byte and named no file", isTransient: true)
        }
        return UploadAnswer(file: answer.file, received: offset + length)
    }

    /// Asks how much has arrived.
    private func query(_ session: UploadSession) async throws -> UploadAnswer {
        try await exchange(session, command: "query", offset: nil, body: .empty)
    }

    private func exchange(
        _ session: UploadSession,
        command: String,
        offset: Int64?,
        body: RequestBody
    ) async throws -> UploadAnswer {
        let request = session.request(command: command, offset: offset)
        // No total limit: a big file on a thin line takes its time. A dead line is noticed by the stall limit.
        let limits = TransferLimits(stall: .seconds(60))
        let (head, bytes) = try await client.exchange(request, body: body, limits: limits)
        return try UploadAnswer(head: head, body: bytes)
    }
}

extension GeminiError {
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
