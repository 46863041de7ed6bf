internal import CSluiceCurl
internal import SluiceHTTP

/// One transfer of libcurl's, with the memory it must not outlive.
///
/// It can be used again: libcurl's buffers, which are larger than most of what we send, then need not be made anew.
@safe final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private let message: UnsafeMutablePointer<CChar>
    private var header: UnsafeMutablePointer<curl_slist>?

    /// Whether ``reset()`` leaves nothing of the transfer before. A buffer of another size than usual would stay.
    var isReusable = true

    init?() {
        guard let raw = unsafe sluice_curl_makeEasy() else { return nil }
        unsafe self.raw = raw
        unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe sluice_curl_setPointer(raw, CURLOPT_ERRORBUFFER, message)
    }

    /// Makes it as new for another transfer. Its connection, its buffers and what it knows of hosts stay.
    func reset() {
        unsafe sluice_curl_resetEasy(raw)
        unsafe sluice_curl_freeList(header)
        unsafe header = nil
        unsafe message.pointee = 0
        unsafe sluice_curl_setPointer(raw, CURLOPT_ERRORBUFFER, message)
    }

    deinit {
        unsafe sluice_curl_freeEasy(raw)
        unsafe sluice_curl_freeList(header)
        unsafe message.deallocate()
    }

    func set(_ option: CURLoption, _ value: Int) {
        unsafe sluice_curl_setLong(raw, option, value)
    }

    func set(_ option: CURLoption, _ value: Int64) {
        unsafe sluice_curl_setOffset(raw, option, curl_off_t(value))
    }

    /// Whether libcurl took it. It keeps a copy.
    @discardableResult
    func set(_ option: CURLoption, _ value: String) -> Bool {
        unsafe sluice_curl_setString(raw, option, value) == CURLE_OK
    }

    /// Sets a body of which libcurl keeps a copy.
    func post(_ body: UnsafeRawBufferPointer) throws(TransportError) {
        let code = unsafe sluice_curl_setPostedBytes(raw, body.baseAddress, curl_off_t(body.count))
        guard code == CURLE_OK else {
            throw TransportError(.other, "libcurl cannot hold the request: \(Self.meaning(of: code))")
        }
    }

    func setHeader(_ lines: [String]) {
        for line in lines { unsafe header = sluice_curl_append(header, line) }
        unsafe sluice_curl_setList(raw, CURLOPT_HTTPHEADER, header)
    }

    func unpause() {
        unsafe sluice_curl_unpause(raw)
    }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return unsafe sluice_curl_getLong(raw, info, &value) == CURLE_OK ? value : 0
    }

    /// Bytes, or microseconds.
    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        return unsafe sluice_curl_getOffset(raw, info, &value) == CURLE_OK ? Int64(value) : 0
    }

    /// What went wrong, in libcurl's words.
    func explanation(of code: CURLcode) -> String {
        unsafe String(cString: message.pointee == 0 ? sluice_curl_meaning(code) : UnsafePointer(message))
    }
}
