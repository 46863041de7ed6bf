internal import CCrypto
internal import CCurl

/// libcurl's engine for many transfers, and its connections. For one thread.
@safe struct MultiHandle: ~Copyable {
    let raw: UnsafeMutableRawPointer

    /// Once for the process, as libcurl demands.
    private static let isReady = CCrypto_prepare() == 1 && curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init?(_ configuration: CurlTransport.Configuration) {
        guard Self.isReady, let raw = unsafe curl_multi_init() else { return nil }
        unsafe self.raw = raw
        let options = [
            (CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX)),
            (CURLMOPT_MAX_HOST_CONNECTIONS, configuration.connectionsPerHost),
            (CURLMOPT_MAXCONNECTS, configuration.idleConnections),
        ]
        for (option, value) in options { unsafe CCurl_setMultiLong(raw, option, value) }
    }

    deinit { unsafe curl_multi_cleanup(raw) }

    func add(_ easy: EasyHandle) -> Bool {
        unsafe curl_multi_add_handle(raw, easy.raw) == CURLM_OK
    }

    /// Also closes or resets what the transfer still had open.
    func remove(_ easy: EasyHandle) {
        unsafe curl_multi_remove_handle(raw, easy.raw)
    }

    /// Moves what can be moved.
    func perform() -> CURLMcode {
        var running: CInt = 0
        return unsafe curl_multi_perform(raw, &running)
    }

    /// Waits for the network, a timer of libcurl's, `curl_multi_wakeup` or so many milliseconds.
    func poll(_ milliseconds: CInt) {
        unsafe curl_multi_poll(raw, nil, 0, milliseconds, nil)
    }

    /// The next transfer that ended.
    func nextDone() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var code = CURLE_OK
        guard let easy = unsafe CCurl_nextDone(raw, &code) else { return nil }
        return unsafe (easy, code)
    }
}
