import SluiceHTTP
import StructuredJSON

extension FaultAction {
    /// The answer as it goes out. A broken connection is a body that throws.
    func spoiled(_ reply: EmulatorReply) -> EmulatorReply {
        var reply = reply
        for name in droppedHeaders { reply[name] = nil }
        for (name, value) in headers { reply[name] = value.string }
        if let truncate, case .bytes(let bytes) = reply.body {
            // Whole as HTTP, cut as JSON.
            reply.body = .bytes(Array(bytes.prefix(truncate)))
        }
        let breaks = reset == .response || reset == .after
        guard breaks || stall != nil || split != nil || truncate != nil, !reply.isEmpty || breaks || stall != nil else {
            return reply
        }
        var end = truncate
        if reset == .response { end = min(at, truncate ?? .max) }
        // Announced as if all would come; a stream announces nothing.
        if case .bytes(let bytes) = reply.body, split == nil { reply["content-length"] = String(bytes.count) }
        reply.body = .stream(
            HTTPBody(
                FaultyBody(
                    base: reply.body.body,
                    pieces: split,
                    stall: stall.map { (at, $0) },
                    end: end,
                    breaks: breaks
                )
            )
        )
        return reply
    }
}
