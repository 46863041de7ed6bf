public import SluiceHTTP

extension GeminiError {
    /// An exchange that did not take place.
    public init(_ error: TransportError) {
        let kind: Kind =
            switch error.kind {
            case .timeout: .timeout
            case .unreadableBody: .unreadable
            case .invalidRequest: .invalidRequest
            case .tooLarge: .server
            default: .network
            }
        let hint: String? =
            switch error.kind {
            case .unresolved, .unreachable: "check the network and the base URL"
            case .insecure: "the service's certificate was not accepted; check the clock and the CA certificates"
            default: nil
            }
        self.init(kind, error.message, hint: hint, isTransient: error.isTransient)
        isUnsent = hint != nil || [.invalidRequest, .unreadableBody].contains(error.kind)
    }
}
