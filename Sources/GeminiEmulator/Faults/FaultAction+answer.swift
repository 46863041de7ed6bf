import Foundation
import StructuredJSON

extension FaultAction {
    /// The answer that takes the place of the real one. `nil` when the fault is of another kind.
    func answer(to operation: Operation) -> EmulatorReply? {
        guard status != nil || quota != nil else { return nil }
        let status = status ?? 429
        var headers: [(String, String)] = []
        let retry: Double? = json["retry_after"]?.number?.double
        let form: Fault.RetryForm = word("retry_as") ?? .seconds
        if let retry {
            switch form {
            case .seconds: headers.append(("retry-after", retry.formatted(.number.grouping(.never))))
            case .date: headers.append(("retry-after", Self.httpDate(Date(timeIntervalSinceNow: retry))))
            case .milliseconds: headers.append(("retry-after-ms", String(Int(saturating: retry * 1000))))
            case .info: break
            }
        }
        var details: [JSONValue] = []
        if let quota {
            let period = quota == .day ? "PerDay" : "PerMinute"
            details.append([
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [
                    [
                        "quotaMetric": "generativelanguage.googleapis.com/generate_content_requests",
                        "quotaId": .string("GenerateRequests\(period)PerProjectPerModel"), "quotaValue": "1000",
                    ]
                ],
            ])
        }
        if let retry, form == .info {
            let delay = retry.formatted(.number.grouping(.never)) + "s"
            details.append(["@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": .string(delay)])
        }
        return body(status, details, headers, operation)
    }

    private func body(
        _ status: Int,
        _ details: [JSONValue],
        _ headers: [(String, String)],
        _ operation: Operation
    ) -> EmulatorReply {
        let said = message ?? Self.message(status)
        // Files and models answer with google.rpc.Status (contract §8.3), and only there details have a place.
        let usual: Fault.Shape = operation.isOfInteractions && details.isEmpty ? .named : .rpc
        let shape: Fault.Shape = word("shape") ?? usual
        func refusal(_ shape: Refusal.Shape) -> EmulatorReply {
            .json(
                Refusal(status: status, shape: shape, message: said, violation: "").json,
                status: status,
                headers: headers
            )
        }
        func text(_ type: String, _ text: String) -> EmulatorReply {
            EmulatorReply(status: status, headers: headers + [("content-type", type)], body: .bytes(Array(text.utf8)))
        }
        switch shape {
        case .named: return refusal(.named(code ?? (quota == .day ? "quota_exceeded" : ErrorName.code(status))))
        case .rpc: return refusal(.rpc(code ?? ErrorName.rpc(status), details: details))
        case .array: return refusal(.array(code ?? ErrorName.rpc(status), details: details))
        case .html:
            return text(
                "text/html; charset=UTF-8",
                "<!DOCTYPE html>\n<html><head><title>Error \(status)</title></head><body><p>\(said)</p></body></html>\n"
            )
        case .text: return text("text/plain; charset=UTF-8", said)
        case .empty: return EmulatorReply(status: status, headers: headers)
        }
    }

    private static func message(_ status: Int) -> String {
        switch status {
        case 429: "Resource has been exhausted (e.g. check quota)."
        case 503: "The service is currently unavailable."
        case 500...: "An internal error has occurred."
        default: "A fault that was asked for."
        }
    }

    /// RFC 9110 §5.6.7.
    private static func httpDate(_ date: Date) -> String {
        let format = Date.VerbatimFormatStyle(
            format: """
                \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
                \(second: .twoDigits) GMT
                """,
            locale: Locale(identifier: "en_US_POSIX"),
            timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian)
        )
        return date.formatted(format)
    }
}
