import StructuredJSON

extension Refusal {
    /// The same refusal in another of the service's shapes.
    func shaped(as shape: EmulatorOptions.ErrorShape) -> Self {
        var refusal = self
        refusal.shape =
            switch shape {
            case .mixed: self.shape
            case .named: .named(code)
            case .rpc: .rpc(rpc.name, details: rpc.details)
            case .array: .array(rpc.name, details: rpc.details)
            }
        return refusal
    }

    /// Its cause in a word.
    var code: String {
        if case .named(let code) = shape { code } else { ErrorName.code(status) }
    }

    private var rpc: (name: String, details: [JSONValue]) {
        switch shape {
        case .named: (ErrorName.rpc(status), [])
        case .rpc(let name, let details), .array(let name, let details): (name, details)
        }
    }
}
