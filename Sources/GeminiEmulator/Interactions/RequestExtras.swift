import StructuredJSON

/// Members of a request that decide nothing here, but must be right; and those that ask for what the emulator lacks.
enum RequestExtras {
    /// - Parameter body: of the right shape.
    static func check(_ body: JSONObject) throws(Refusal) {
        try checkLabels(body["labels"]?.object ?? [:])
        for (index, tool) in (body["tools"]?.array ?? []).enumerated() where tool["type"] == "function" {
            guard tool["name"]?.string?.isEmpty == false else {
                throw .invalidRequest("tools[\(index)].name is missing.", "tool")
            }
        }
        let modalities: [String] = body["response_modalities"] ?? []
        guard modalities.allSatisfy({ $0 == "text" }) else {
            throw .unimplemented("The offline model gives text only.")
        }
        guard body["cached_content"] ?? .null == .null else {
            throw .unimplemented("The emulator has no cachedContents.")
        }
        guard body["webhook_config"] ?? .null == .null else {
            throw .unimplemented("The emulator calls no webhooks: ask for the interaction until it is done.")
        }
    }

    /// Up to 63 lower-case letters, digits, `_` and `-`; a key begins with a letter (contract §2.1).
    private static func checkLabels(_ labels: JSONObject) throws(Refusal) {
        for (key, value) in labels {
            let text = value.string ?? ""
            guard key.unicodeScalars.first?.properties.isLowercase == true, isLabel(key), isLabel(text) else {
                throw .invalidRequest("labels: '\(key)' or its value '\(text)' is no label.", "labels")
            }
        }
    }

    private static func isLabel(_ text: String) -> Bool {
        text.unicodeScalars.count <= 63
            && text.unicodeScalars.allSatisfy { scalar in
                scalar == "_" || scalar == "-" || scalar.properties.numericType != nil
                    || scalar.properties.isAlphabetic && !scalar.properties.isUppercase
            }
    }
}
