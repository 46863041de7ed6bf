internal import CSluiceCrypto
internal import CSluiceCurl
internal import SluiceHTTP

/// libcurl itself, opened and made ready once for the process, as it demands.
enum Library {
    /// Why it cannot be used, if so.
    static let obstacle: TransportError? = {
        if let reason = unsafe sluice_curl_load() {
            let reason = unsafe String(cString: reason)
            return TransportError(.other, "libcurl cannot be opened: \(reason). Install it (Debian, Ubuntu: libcurl4)")
        }
        guard CCrypto_prepare() == 1, sluice_curl_initialize() == CURLE_OK else {
            return TransportError(.other, "libcurl cannot be made ready")
        }
        return nil
    }()
}
