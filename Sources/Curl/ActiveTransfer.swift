internal import CCurl
internal import Foundation
internal import HTTP

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
            unsafe CCurl_setPointer(easy.raw, option, context)
        }
        unsafe CCurl_setDataCallback(easy.raw, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let active = unsafe ActiveTransfer.from(context) else { return 0 }
            return unsafe active.takeLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe CCurl_setDataCallback(easy.raw, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let active = unsafe ActiveTransfer.from(context) else { return 0 }
            return unsafe active.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe CCurl_setDataCallback(easy.raw, CURLOPT_READFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let active = unsafe ActiveTransfer.from(context) else {
                return Int(CURL_READFUNC_ABORT)
            }
            return unsafe active.giveBody(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe CCurl_setSeekCallback(easy.raw) { context, offset, origin in
            guard origin == SEEK_SET, let active = unsafe ActiveTransfer.from(context) else {
                return CURL_SEEKFUNC_FAIL
            }
            return active.reader.seek(to: Int64(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        }
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
