import Foundation
import SluiceHTTP
import SluiceMedia
import StructuredJSON

extension Service {
    /// Answers, and lets go wrong what shall go wrong.
    func respond(
        to operation: Operation,
        _ request: EmulatorRequest,
        _ visit: inout Visit
    ) async throws -> EmulatorReply {
        let plan = faults.plan
        guard !plan.faults.isEmpty else { return try await perform(operation, request) }
        var request = request
        var facts = FaultFacts(operation: operation.name)
        if plan.needsContent { try await gather(operation, &request, &facts) }
        // What an upload holds is known when it is over.
        let session: String? = if case .upload(let id) = operation { id } else { nil }
        if let fault = faults.fault(for: facts, digests: session == nil ? nil : false), fault.act.reaches(request) {
            visit.fault = fault.name
            counters.fault(fault.name)
            return try await perform(operation, request, under: fault.act)
        }
        let reply = try await perform(operation, request)
        guard plan.needsContent, let session, let file = await files.result(of: session) else { return reply }
        facts.contents = [file.sha256]
        guard let fault = faults.fault(for: facts, digests: true) else { return reply }
        visit.fault = fault.name
        counters.fault(fault.name)
        let amended = fault.act.file.map { files.amend(file, $0).json(origin: request.origin, now: Date()) }
        let answer = fault.act.answer(to: operation)
        var spoiled = answer ?? reply
        if let amended, answer == nil { spoiled.body = EmulatorReply.json(["file": amended]).body }
        if let delay = fault.act.delay { try await Task.sleep(for: delay) }
        if fault.act.reset == .lost || fault.act.reset == .before || fault.act.reset == .request { throw Self.broken }
        return fault.act.spoiled(spoiled)
    }

    private func perform(
        _ operation: Operation,
        _ request: EmulatorRequest,
        under fault: FaultAction
    ) async throws -> EmulatorReply {
        if let delay = fault.delay { try await Task.sleep(for: delay) }
        if fault.reset == .before { throw Self.broken }
        if let answer = fault.answer(to: operation) { return fault.spoiled(answer) }
        var request = request
        request.fault = fault
        if fault.reset == .request {
            request.body = .stream(HTTPBody(FaultyBody(base: request.body.body, end: fault.at, breaks: true)))
        }
        let reply: EmulatorReply
        do {
            reply = try await perform(operation, request)
        } catch let refusal as Refusal {
            counters.refused(refusal.violation)
            reply = refusal.shaped(as: options.errorShape).reply
        }
        if fault.reset == .lost || fault.reset == .request { throw Self.broken }
        return fault.spoiled(reply)
    }

    private static var broken: TransportError { TransportError(.broken, "The connection was reset") }

    /// Finds out what conditions ask about.
    private func gather(
        _ operation: Operation,
        _ request: inout EmulatorRequest,
        _ facts: inout FaultFacts
    ) async throws {
        switch operation {
        case .createInteraction, .countTokens:
            let bytes = try await request.bytes(upTo: options.largestRequest)
            request.body = .bytes(bytes)
            // What is no JSON has no content; it is refused later.
            if let json = try? JSONValue(parsing: bytes) { gather(json, &facts) }
        case .startUpload:
            if let type = request.header("x-goog-upload-header-content-type") { facts.mimeTypes = [type] }
        case .upload(let id):
            if let type = files.declaredType(of: id) { facts.mimeTypes = [type] }
        case .getFile(let name), .deleteFile(let name):
            if let file = files.stored(name) { gather(file, &facts) }
        default: return
        }
    }

    private func gather(_ file: StoredFile, _ facts: inout FaultFacts) {
        facts.mimeTypes.append(file.mimeType)
        facts.contents.append(file.sha256)
    }

    private func gather(_ json: JSONValue, _ facts: inout FaultFacts) {
        for element in json.array ?? [] { gather(element, &facts) }
        for (key, value) in json.object ?? [:] {
            switch (key, value) {
            case ("text", .string(let text)), ("input", .string(let text)), ("system_instruction", .string(let text)):
                facts.text += text + "\n"
            case ("model", .string(let model)): facts.model = model
            case ("mime_type", .string(let type)): facts.mimeTypes.append(type)
            case ("uri", .string(let uri)):
                if let file = FileName(uri: uri).flatMap({ files.stored($0.id) }) { gather(file, &facts) }
            case ("data", .string(let data)):
                if let data = Data(base64Encoded: data) { facts.contents.append(SHA256Digester.hex(of: Array(data))) }
            default: gather(value, &facts)
            }
        }
    }
}

extension FaultAction {
    /// Whether a request is long enough for a break in its middle.
    fileprivate func reaches(_ request: EmulatorRequest) -> Bool {
        guard reset == .request, at > 0, let length = request.length else { return true }
        return length > at
    }
}
