internal import CSluiceCurl
internal import SluiceHTTP

/// libcurl's engine for many transfers, and its connections. For one thread.
@safe struct MultiHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer

    init(_ configuration: CurlTransport.Configuration) throws(TransportError) {
        if let obstacle = Library.obstacle { throw obstacle }
        guard let raw = unsafe sluice_curl_makeMulti() else { throw TransportError(.other, "libcurl cannot start") }
        unsafe self.raw = raw
        let options = [
            (CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX)),
            (CURLMOPT_MAX_HOST_CONNECTIONS, configuration.connectionsPerHost),
            (CURLMOPT_MAXCONNECTS, configuration.idleConnections),
        ]
        for (option, value) in options { unsafe sluice_curl_setMultiLong(raw, option, value) }
    }

    deinit { unsafe sluice_curl_freeMulti(raw) }

    func add(_ easy: EasyHandle) -> Bool {
        unsafe sluice_curl_add(raw, easy.raw) == CURLM_OK
    }

    /// Also closes or resets what the transfer still had open.
    func remove(_ easy: EasyHandle) {
        unsafe sluice_curl_remove(raw, easy.raw)
    }

    /// Moves what can be moved.
    func perform() -> CURLMcode {
        unsafe sluice_curl_perform(raw)
    }

    /// Waits for the network, a timer of libcurl's, `curl_multi_wakeup` or so many milliseconds.
    func poll(_ milliseconds: CInt) {
        unsafe sluice_curl_poll(raw, milliseconds)
    }

    /// The next transfer that ended.
    func nextDone() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var code = CURLE_OK
        guard let easy = unsafe sluice_curl_nextDone(raw, &code) else { return nil }
        return unsafe (easy, code)
    }
}
