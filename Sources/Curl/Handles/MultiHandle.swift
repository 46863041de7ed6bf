internal import CCurl
internal import HTTP

/// libcurl's engine for many transfers, and its connections. For one thread.
@safe struct MultiHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer

    init(_ configuration: CurlTransport.Configuration) throws(TransportError) {
        if let obstacle = Library.obstacle { throw obstacle }
        guard let raw = unsafe CCurl_makeMulti() else { throw TransportError(.other, "libcurl cannot start") }
        unsafe self.raw = raw
        let options = [
            (CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX)),
            (CURLMOPT_MAX_HOST_CONNECTIONS, configuration.connectionsPerHost),
            (CURLMOPT_MAXCONNECTS, configuration.idleConnections),
        ]
        for (option, value) in options { unsafe CCurl_setMultiLong(raw, option, value) }
    }

    deinit { unsafe CCurl_freeMulti(raw) }

    func add(_ easy: EasyHandle) -> Bool {
        unsafe CCurl_add(raw, easy.raw) == CURLM_OK
    }

    /// Also closes or resets what the transfer still had open.
    func remove(_ easy: EasyHandle) {
        unsafe CCurl_remove(raw, easy.raw)
    }

    /// Moves what can be moved.
    func perform() -> CURLMcode {
        unsafe CCurl_perform(raw)
    }

    /// Waits for the network, a timer of libcurl's, `curl_multi_wakeup` or so many milliseconds.
    func poll(_ milliseconds: CInt) {
        unsafe CCurl_poll(raw, milliseconds)
    }

    /// The next transfer that ended.
    func nextDone() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var code = CURLE_OK
        guard let easy = unsafe CCurl_nextDone(raw, &code) else { return nil }
        return unsafe (easy, code)
    }
}
