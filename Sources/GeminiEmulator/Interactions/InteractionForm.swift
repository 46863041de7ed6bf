import StructuredJSON

/// Which members of an interaction are told, where the service was seen to leave some out.
struct InteractionForm: Sendable {
    private let omitted: [String]
    private let tellsEmptySteps: Bool
    private let tellsIDWithoutStore: Bool

    init(_ options: EmulatorOptions) {
        let told = ["created": options.sendsCreated, "updated": options.sendsUpdated, "usage": options.sendsUsage]
        omitted = told.filter { !$0.value }.map(\.key)
        tellsEmptySteps = options.sendsEmptySteps
        tellsIDWithoutStore = options.sendsIDWithoutStore
    }

    func told(_ interaction: JSONObject, isStored: Bool) -> JSONObject {
        var told = interaction
        for name in omitted { told[name] = nil }
        if !tellsEmptySteps, told["steps"]?.array?.isEmpty == true { told["steps"] = nil }
        if !tellsIDWithoutStore, !isStored { told["id"] = nil }
        return told
    }
}
