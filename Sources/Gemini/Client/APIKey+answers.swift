import HTTPTypes
import StructuredJSON

/// Services have been seen to repeat the key that they were given. Every answer passes here before anybody reads it.
extension APIKey {
    /// Reads an answer. Texts and names in it do not hold the key.
    ///
    /// - Parameter valuesLeft: The number of values it may have at most; what remains of it afterwards.
    func document(_ body: [UInt8], valuesLeft: inout Int) throws(JSONError) -> JSONValue {
        let json = try JSONValue(parsing: body, valuesLeft: &valuesLeft)
        return redacted(json)
    }

    /// Reads an answer of no more values than a service has reason to send.
    func document(_ body: [UInt8]) throws(JSONError) -> JSONValue {
        var valuesLeft = ServiceCall.mostValues
        return try document(body, valuesLeft: &valuesLeft)
    }

    /// A head whose fields do not hold the key.
    func redacted(_ head: HTTPResponse) -> HTTPResponse {
        guard isTelling, head.headerFields.contains(where: { redacted($0.value) != $0.value }) else { return head }
        var copy = head
        copy.headerFields = HTTPFields(
            head.headerFields.map { HTTPField(name: $0.name, value: redacted($0.value)) }
        )
        return copy
    }
}
