import Foundation
import HTTPTypes
import SluiceHTTP

/// A request while it is answered: what the statistics and the log will say of it.
struct Visit: Sendable {
    private let operation: String
    private let request: EmulatorRequest
    private let counters: Counters
    private let log: (@Sendable (EmulatorExchange) -> Void)?
    private let shape: EmulatorOptions.ErrorShape
    private let started = ContinuousClock.now
    /// The name of the fault that acts.
    var fault: String?

    init(_ operation: String, _ request: EmulatorRequest, _ answerer: some Answerer) {
        self.operation = operation
        self.request = request
        counters = answerer.counters
        log = answerer.options.onExchange
        shape = answerer.options.errorShape
        counters.begin(operation, bytes: request.length ?? 0)
    }

    /// Answers, counts and tells. A refusal is an answer.
    mutating func during(
        _ work: (inout Visit) async throws -> EmulatorReply
    ) async throws -> EmulatorReply {
        do {
            var reply = try await work(&self)
            end(reply, nil)
            if case .stream(let body) = reply.body { reply.body = .stream(counted(body)) }
            return reply
        } catch let refusal as Refusal {
            let reply = refusal.shaped(as: shape).reply
            end(reply, refusal.violation)
            return reply
        } catch {
            end(nil, nil)
            throw error
        }
    }

    /// The same for work that takes no time.
    func atOnce(_ work: () throws(Refusal) -> EmulatorReply) -> EmulatorReply {
        do throws(Refusal) {
            let reply = try work()
            end(reply, nil)
            return reply
        } catch {
            let reply = error.shaped(as: shape).reply
            end(reply, error.violation)
            return reply
        }
    }

    private func end(_ reply: EmulatorReply?, _ violation: String?) {
        let bytes = if case .bytes(let bytes) = reply?.body { bytes.count } else { Int?.none }
        counters.end(violation: violation, bytes: bytes ?? 0)
        log?(
            EmulatorExchange(
                time: Date(),
                operation: operation,
                method: request.head.method.rawValue,
                target: EmulatorExchange.withoutKey(request.head.path ?? "/"),
                status: reply?.head.status.code,
                requestBytes: request.length,
                responseBytes: reply == nil ? 0 : bytes,
                duration: ContinuousClock.now - started,
                violation: violation,
                fault: fault
            )
        )
    }

    private func counted(_ body: HTTPBody) -> HTTPBody {
        let counters = self.counters
        return HTTPBody(
            body.map { chunk in
                counters.sent(chunk.count)
                return chunk
            }
        )
    }
}
