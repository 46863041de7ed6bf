import StructuredJSON

/// The `details` of a google.rpc.Status (contract §8.3), as far as they change what we do.
struct ErrorDetails {
    /// From ErrorInfo.
    private(set) var reasons: Set<String> = []
    /// From RetryInfo.
    private(set) var retryDelay: Duration?
    /// Whether a quota of a whole day was violated, by QuotaFailure.
    private(set) var isDaily = false

    init(_ details: [JSONValue]) {
        for detail in details {
            switch detail["@type"]?.string?.split(separator: ".").last {
            case "ErrorInfo":
                if let reason = detail["reason"]?.string { reasons.insert(reason) }
            case "RetryInfo":
                retryDelay = detail["retryDelay"]?.string.flatMap(Duration.init(wire:))
            case "QuotaFailure":
                let violations = detail["violations"]?.array ?? []
                isDaily = isDaily || violations.contains { $0["quotaId"]?.string?.contains("PerDay") == true }
            default: break
            }
        }
    }
}
