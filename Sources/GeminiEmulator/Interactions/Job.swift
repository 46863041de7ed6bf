import Foundation
import StructuredJSON

/// One generation that was asked for.
struct Job: Sendable {
    let id: String
    let created: Date
    let request: InteractionRequest
    let history: [JSONValue]
    /// Steps of the answer that earlier hops gave.
    let carried: [JSONValue]
    /// Bytes of the request.
    let size: Int
    let fault: FaultAction?
    let form: InteractionForm

    init(
        _ request: InteractionRequest,
        history: [JSONValue],
        carried: [JSONValue] = [],
        size: Int,
        fault: FaultAction?,
        form: InteractionForm
    ) {
        self.request = request
        self.history = history
        self.carried = carried
        self.fault = fault
        self.size = size
        self.form = form
        created = Date()
        // 33 bytes are 44 digits without padding. Each number costs a call of the system.
        var random = SystemRandomNumberGenerator()
        let numbers = (0..<5).map { _ in random.next() as UInt64 }
        let bytes = numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
        let digits = Data(bytes.prefix(33)).base64EncodedString().utf8.map { digit in
            switch digit {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: digit
            }
        }
        id = "v1_" + String(decoding: digits, as: UTF8.self)
    }

    /// The interaction as it is told before there is an answer.
    var opening: JSONObject {
        form.told(whole, isStored: request.isStored)
    }

    /// With every member that it can have.
    var whole: JSONObject {
        [
            "id": .string(id),
            "object": "interaction",
            "status": "in_progress",
            "created": .string(Timestamp.seconds(created)),
            "updated": .string(Timestamp.seconds(created)),
            "model": .string(request.model.id),
        ]
    }
}
