public import Foundation
public import SluiceHTTP

extension Emulator {
    /// Not an emulator but a recorder: hands every request on to a service, and keeps both sides in a folder.
    ///
    /// Keys and the addresses of upload sessions are in no file. Streams are handed on as they come, and kept if they come
    /// to their end.
    ///
    /// - Parameters:
    ///   - folder: made if it is not there; a recording in it is continued.
    ///   - base: of the service, such as `https://generativelanguage.googleapis.com`.
    ///   - options: of which only the largest request, the storage and the log count.
    ///   - allowsInsecureHTTP: whether `base` may be an `http://` address of another machine, to which keys go unencrypted.
    /// - Throws: when the folder cannot be made; ``RuleError`` when another recorder writes there, or for a base that is not allowed.
    public convenience init(
        recordingTo folder: URL,
        upstream: any HTTPTransport,
        base: URL,
        _ options: EmulatorOptions = EmulatorOptions(),
        allowsInsecureHTTP: Bool = false
    ) throws {
        guard allowsInsecureHTTP || ServiceOrigin(base)?.isPrivate == true else {
            throw RuleError("\(base.absoluteString) is not encrypted, so that keys would go over the network in clear")
        }
        self.init(
            Recorder(
                options: options,
                upstream: upstream,
                base: base,
                tape: try Tape(folder),
                storage: StorageFolder(options.storage)
            )
        )
    }

    /// Not an emulator but a recording: answers what was recorded, and refuses with 501 what never was.
    ///
    /// Requests are the same when method, target, upload command and offset are, and their bodies – JSON whatever the
    /// order of its members.
    ///
    /// - Throws: ``RuleError`` for a folder that is none, or holds something else.
    public convenience init(replaying folder: URL, _ options: EmulatorOptions = EmulatorOptions()) throws(RuleError) {
        self.init(try Replayer(folder, options))
    }
}
