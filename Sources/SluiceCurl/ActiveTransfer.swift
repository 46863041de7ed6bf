internal import CSluiceCurl
internal import Foundation
internal import SluiceHTTP

/// An exchange as the driving thread sees it: what libcurl's callbacks are given. Not for other threads.
final class ActiveTransfer {
    let transfer: Transfer
    let easy: EasyHandle
    var watch: StallWatch?
    private var reader: BodyReader
    private var parser: HeadParser
    private var hasHead = false
    /// Whether anything was received that nobody was woken for.
    private var hasNews = false
    /// What we found wrong ourselves, which libcurl knows only as an aborted callback.
    private var failure: TransportError?
    private var isSent = false
    /// Below what libcurl puts behind the head (its `MAX_INITIAL_POST_SIZE`).
    private static let smallBody: Int64 = 64 << 10

    init(_ transfer: Transfer, on easy: EasyHandle, _ configuration: CurlTransport.Configuration) throws(TransportError)
    {
        let request = transfer.request
        try easy.prepare(request, configuration)
        self.transfer = transfer
        self.easy = easy
        reader = BodyReader(request.body)
        parser = HeadParser(decompresses: request.decompresses)
        if let stall = request.limits.stall { watch = StallWatch(stall, from: .now) }
        setCallbacks()
        let isGuarded = guardSending()
        if isGuarded { try giveSmallBody() }
    }

    /// Whether it moves too little.
    func isStalled(at now: ContinuousClock.Instant) -> Bool {
        guard let deadline = watch?.deadline, now >= deadline else { return false }
        let total = easy.offset(CURLINFO_SIZE_UPLOAD_T) + easy.offset(CURLINFO_SIZE_DOWNLOAD_T)
        let isExcused = easy.offset(CURLINFO_PRETRANSFER_TIME_T) == 0 || transfer.holdsBack
        return watch?.isStalled(at: now, total: total, isExcused: isExcused) ?? false
    }

    /// Wakes who waits for what was received since the last time.
    func settle() {
        guard hasNews else { return }
        hasNews = false
        if transfer.settle() { easy.unpause() }
    }

    /// What became of it, once libcurl is done.
    func result(_ code: CURLcode) -> Result<Void, any Error> {
        if transfer.isCancelled { return .failure(CancellationError()) }
        if let failure { return .failure(failure) }
        guard code == CURLE_OK else { return .failure(TransportError(code, of: easy, transfer.request)) }
        return hasHead ? .success(()) : .failure(TransportError(.broken, "The response has no head"))
    }

    private func setCallbacks() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_PRIVATE] {
            unsafe sluice_curl_setPointer(easy.raw, option, context)
        }
        unsafe sluice_curl_setDataCallback(easy.raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let active = unsafe ActiveTransfer.from(context) else { return 0 }
            return unsafe active.takeLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe sluice_curl_setDataCallback(easy.raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let active = unsafe ActiveTransfer.from(context) else { return 0 }
            return unsafe active.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe sluice_curl_setDataCallback(easy.raw, CURLOPT_READFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let active = unsafe ActiveTransfer.from(context) else {
                return Int(CURL_READFUNC_ABORT)
            }
            return unsafe active.giveBody(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe sluice_curl_setSeekCallback(easy.raw) { context, offset, origin in
            guard origin == SEEK_SET, let active = unsafe ActiveTransfer.from(context) else {
                return CURL_SEEKFUNC_FAIL
            }
            return active.reader.seek(to: Int64(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        }
    }

    /// Has a small body sent together with the head. What libcurl reads from a callback leaves in a packet of its own, which
    /// costs both sides another turn.
    private func giveSmallBody() throws(TransportError) {
        let length = transfer.request.body.length
        guard length > 0, length < Self.smallBody, transfer.request.method == "POST" else { return }
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(length), alignment: 1)
        defer { unsafe bytes.deallocate() }
        try unsafe reader.fillAll(bytes)
        try unsafe easy.post(UnsafeRawBufferPointer(bytes))
    }

    /// Has every request but one that only reads sent at most once: when a kept connection breaks, libcurl would send it again,
    /// unasked, over the next one, and the server may have acted upon it.
    ///
    /// - Returns: Whether libcurl can be stopped so. One that cannot gets a new connection for it, which it does not try again.
    private func guardSending() -> Bool {
        guard !["GET", "HEAD"].contains(transfer.request.method) else { return false }
        let code = unsafe sluice_curl_setSendCallback(easy.raw) { context, _, _, _, _ in
            guard let active = unsafe ActiveTransfer.from(context) else { return CURL_PREREQFUNC_ABORT }
            return active.maySend() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }
        guard code == CURLE_OK else {
            easy.set(CURLOPT_FRESH_CONNECT, 1)
            return false
        }
        unsafe sluice_curl_setPointer(easy.raw, CURLOPT_PREREQDATA, Unmanaged.passUnretained(self).toOpaque())
        return true
    }

    private func maySend() -> Bool {
        defer { isSent = true }
        if isSent { failure = .brokenWhileSent(transfer.request) }
        return !isSent
    }

    /// The driver keeps the object as long as libcurl may call back.
    static func from(_ context: UnsafeMutableRawPointer?) -> ActiveTransfer? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<ActiveTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    private func takeLine(_ line: UnsafeRawBufferPointer) -> Int {
        do throws(TransportError) {
            if let head = try unsafe parser.push(line) {
                hasHead = true
                hasNews = true
                transfer.received(head)
            }
            return line.count
        } catch {
            failure = error
            return 0
        }
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        hasNews = true
        return switch unsafe transfer.received(bytes) {
        case .kept: bytes.count
        case .full: Int(CURL_WRITEFUNC_PAUSE)
        case .unwanted: 0
        }
    }

    private func giveBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        do throws(TransportError) {
            return try unsafe reader.fill(buffer)
        } catch {
            failure = error
            return Int(CURL_READFUNC_ABORT)
        }
    }
}
