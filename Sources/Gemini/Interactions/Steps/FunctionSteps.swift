public import StructuredJSON

/// The model wants a function of ours called.
public struct FunctionCallStep: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var id: String { fields["id"] ?? "" }
    public var name: String { fields["name"] ?? "" }
    public var arguments: JSONObject { fields["arguments"] ?? [:] }

    /// The answer to this call.
    ///
    /// - Parameter isError: Tells the model that the function failed; `result` then says why.
    public func result(_ result: JSONValue, isError: Bool? = nil) -> FunctionResultStep {
        FunctionResultStep(callID: id, name: name, result: result, isError: isError)
    }
}

/// What a function of ours gave.
public struct FunctionResultStep: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public init(callID: String, name: String? = nil, result: JSONValue, isError: Bool? = nil) {
        fields = ["type": "function_result", "call_id": .string(callID), "result": result]
        fields["name"] = name
        fields["is_error"] = isError
    }

    public var callID: String { fields["call_id"] ?? "" }
    public var result: JSONValue { fields["result"] ?? .null }
    public var isError: Bool { fields["is_error"] ?? false }
}
