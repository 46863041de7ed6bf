import Foundation
import HTTPTypes
import SluiceHTTP
import SluiceMedia
import StructuredJSON
import Synchronization

/// Answers from a recording. What was asked several times is answered in the recorded order; the last answer stays.
struct Replayer: Answerer {
    let options: EmulatorOptions
    let counters = Counters()
    private let folder: URL
    private let exchanges: Exchanges

    /// - Throws: ``RuleError`` with the name of a file that is no exchange.
    init(_ folder: URL, _ options: EmulatorOptions) throws(RuleError) {
        self.options = options
        self.folder = folder
        guard let files = try? Tape.files(of: folder) else { throw RuleError("\(folder.path) is not there") }
        var known: [String: [RecordedExchange]] = [:]
        for file in files {
            guard let data = try? RegularFile.read(file.path(percentEncoded: false)),
                let json = try? JSONValue(parsing: data)
            else {
                throw RuleError("\(file.lastPathComponent) is no JSON")
            }
            do throws(RuleError) {
                let exchange = try RecordedExchange(json)
                known[exchange.identity, default: []].append(exchange)
            } catch {
                throw RuleError("\(file.lastPathComponent): \(error)")
            }
        }
        exchanges = Exchanges(known)
    }

    @concurrent
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply {
        let operation = (try? Operation(request))?.name ?? "unknown"
        var visit = Visit(operation, request, self)
        return try await visit.during { _ in
            let isUpload = request.header("x-goog-upload-command")?.contains("upload") ?? false
            let asked: JSONObject
            if isUpload {
                var digester = SHA256Digester()
                for try await chunk in request.body.body { digester.update(chunk) }
                asked = RecordedExchange.request(request, body: nil, sha256: digester.finishHex())
            } else {
                let bytes = try await request.bytes(upTo: options.largestRequest)
                asked = RecordedExchange.request(request, body: bytes, sha256: SHA256Digester.hex(of: bytes))
            }
            guard let exchange = exchanges.next(RecordedExchange.identity(of: .object(asked))) else {
                throw notRecorded(request)
            }
            return exchange.reply(origin: request.origin)
        }
    }

    private func notRecorded(_ request: EmulatorRequest) -> Refusal {
        let target = EmulatorExchange.withoutKey(request.head.path ?? "/")
        return Refusal(
            status: 501,
            shape: .rpc("UNIMPLEMENTED"),
            message: """
                This request was never recorded: \(request.head.method.rawValue) \(target), with this body. \
                \(folder.lastPathComponent) holds \(exchanges.count) exchanges.
                """,
            violation: "not recorded"
        )
    }
}

/// The recorded exchanges, and how far each was told.
private final class Exchanges: Sendable {
    private let known: [String: [RecordedExchange]]
    private let told = Mutex<[String: Int]>([:])

    init(_ known: [String: [RecordedExchange]]) { self.known = known }

    var count: Int { known.values.reduce(0) { $0 + $1.count } }

    func next(_ identity: String) -> RecordedExchange? {
        guard let exchanges = known[identity] else { return nil }
        let number = told.withLock { told in
            defer { told[identity, default: 0] += 1 }
            return told[identity, default: 0]
        }
        return exchanges[min(number, exchanges.count - 1)]
    }
}
