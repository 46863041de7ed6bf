internal import CSluiceCurl
internal import Foundation
internal import SluiceHTTP

/// The loop of the one thread that touches libcurl.
struct Driver: ~Copyable {
    private let mailbox: Mailbox
    private let configuration: CurlTransport.Configuration
    private let multi: MultiHandle
    private var active: [ObjectIdentifier: ActiveTransfer] = [:]
    private var watched: Set<ObjectIdentifier> = []
    private var spare: [EasyHandle] = []

    /// Drives until the mailbox closes.
    static func run(_ mailbox: Mailbox, _ configuration: CurlTransport.Configuration) {
        // Signals are for the threads of the program; one that OpenSSL's writing raises has no effect here.
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
        unsafe sluice_curl_nameThread("curl")
        var end = Mailbox.closed
        do throws(TransportError) {
            var driver = Driver(mailbox: mailbox, configuration: configuration, multi: try MultiHandle(configuration))
            driver.loop()
        } catch {
            end = error
        }
        // What came too late, or never had a chance.
        for case .start(let transfer) in mailbox.shut(end) { transfer.finish(.failure(end)) }
    }

    private init(mailbox: Mailbox, configuration: CurlTransport.Configuration, multi: consuming MultiHandle) {
        self.mailbox = mailbox
        self.configuration = configuration
        self.multi = multi
    }

    private mutating func loop() {
        unsafe mailbox.sleep(on: multi.raw)
        while let commands = mailbox.collect() {
            for command in commands { obey(command) }
            let state = multi.perform()
            if state != CURLM_OK {
                let reason = unsafe String(cString: sluice_curl_multiMeaning(state))
                failAll(TransportError(.other, "libcurl: \(reason)"))
            }
            while let done = unsafe multi.nextDone() { unsafe complete(done.easy, done.code) }
            for transfer in active.values { transfer.settle() }
            multi.poll(endStalled())
        }
        unsafe mailbox.sleep(on: nil)
        failAll(Mailbox.closed)
    }

    private mutating func obey(_ command: Mailbox.Command) {
        switch command {
        case .start(let transfer): start(transfer)
        case .cancel(let transfer): end(transfer, .failure(CancellationError()))
        case .unpause(let transfer): active[ObjectIdentifier(transfer)]?.easy.unpause()
        }
    }

    private mutating func start(_ transfer: Transfer) {
        guard !transfer.isCancelled else { return transfer.finish(.failure(CancellationError())) }
        do throws(TransportError) {
            guard let easy = spare.popLast() ?? EasyHandle() else {
                throw TransportError(.other, "libcurl cannot start a transfer")
            }
            let new = try ActiveTransfer(transfer, on: easy, configuration)
            guard multi.add(new.easy) else { throw TransportError(.other, "libcurl takes no further transfer") }
            active[ObjectIdentifier(transfer)] = new
            if new.watch != nil { watched.insert(ObjectIdentifier(transfer)) }
        } catch {
            transfer.finish(.failure(error))
        }
    }

    private mutating func complete(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) {
        var context: UnsafeMutablePointer<CChar>?
        guard unsafe sluice_curl_getPointer(easy, CURLINFO_PRIVATE, &context) == CURLE_OK,
            let done = unsafe ActiveTransfer.from(UnsafeMutableRawPointer(context))
        else { return }
        end(done.transfer, done.result(code))
    }

    private mutating func end(_ transfer: Transfer, _ result: Result<Void, any Error>) {
        watched.remove(ObjectIdentifier(transfer))
        guard let ended = active.removeValue(forKey: ObjectIdentifier(transfer)) else { return }
        multi.remove(ended.easy)
        keep(ended.easy)
        transfer.finish(result)
    }

    private mutating func keep(_ easy: EasyHandle) {
        guard easy.isReusable, spare.count < 32 else { return }
        easy.reset()
        spare.append(easy)
    }

    private mutating func failAll(_ error: TransportError) {
        for transfer in active.values.map(\.transfer) { end(transfer, .failure(error)) }
    }

    /// Ends transfers that stalled. Gives the milliseconds until the next may have.
    private mutating func endStalled() -> CInt {
        // libcurl shortens this to its own next timer.
        var wait: CInt = 60_000
        guard !watched.isEmpty else { return wait }
        let now = ContinuousClock.now
        for id in watched {
            guard let transfer = active[id] else { continue }
            if transfer.isStalled(at: now) {
                let what = "\(transfer.transfer.request.authority): less than 1 KiB a second moved for too long"
                end(transfer.transfer, .failure(TransportError(.timeout, what)))
            } else if let deadline = transfer.watch?.deadline {
                let (seconds, attoseconds) = (deadline - now).components
                wait = min(wait, CInt(min(seconds, 60)) * 1000 + CInt(attoseconds / 1_000_000_000_000_000) + 1)
            }
        }
        return max(0, wait)
    }
}
