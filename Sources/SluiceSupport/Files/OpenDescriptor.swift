#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file, closed with the value. Programs that are started do not inherit it, and calls that a signal interrupts are made
/// again.
@safe package struct OpenDescriptor: ~Copyable, Sendable {
    package struct Options: OptionSet, Sendable {
        package let rawValue: CInt

        package init(rawValue: CInt) { self.rawValue = rawValue }

        package static let readOnly = Self(rawValue: O_RDONLY)
        package static let writeOnly = Self(rawValue: O_WRONLY)
        package static let readWrite = Self(rawValue: O_RDWR)
        package static let append = Self(rawValue: O_APPEND)
        /// Made when it is missing.
        package static let create = Self(rawValue: O_CREAT)
        /// It must not be there yet.
        package static let exclusive = Self(rawValue: O_CREAT | O_EXCL)
        package static let folder = Self(rawValue: O_DIRECTORY)
        package static let noFollow = Self(rawValue: O_NOFOLLOW)
        /// A pipe that nobody writes to is not waited for.
        package static let nonBlocking = Self(rawValue: O_NONBLOCK)
        package static let noTerminal = Self(rawValue: O_NOCTTY)
    }

    /// Valid while the value lives; not to be closed by others.
    package let number: CInt

    /// - Parameter rights: Of a file that is made, before the process's mask.
    /// - Throws: ``SystemError``.
    package init(opening path: String, _ options: Options, rights: UInt32 = 0o666) throws(SystemError) {
        number = try SystemError.checking {
            unsafe open(path, options.rawValue | O_CLOEXEC, mode_t(rights))
        }
    }

    /// Opens a file, with an error of the caller's own.
    package static func opening<Failure: Error>(
        _ path: String,
        _ options: Options,
        rights: UInt32 = 0o666,
        otherwise failure: (SystemError) -> Failure
    ) throws(Failure) -> OpenDescriptor {
        do throws(SystemError) {
            return try OpenDescriptor(opening: path, options, rights: rights)
        } catch {
            throw failure(error)
        }
    }

    /// Opens what is in a folder.
    ///
    /// - Throws: ``SystemError``.
    package init(opening name: String, in folder: CInt, _ options: Options) throws(SystemError) {
        number = try SystemError.checking { unsafe openat(folder, name, options.rawValue | O_CLOEXEC) }
    }

    private init(owning number: CInt) { self.number = number }

    /// A temporary file without a name, for reading and writing: gone once it is closed.
    ///
    /// - Throws: ``SystemError``.
    package static func anonymous() throws(SystemError) -> OpenDescriptor {
        let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/sluice.XXXXXX".utf8CString)
        let number = try SystemError.checking { unsafe mkstemp(&name) }
        unsafe unlink(name)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        return OpenDescriptor(owning: number)
    }

    deinit { close(number) }

    /// Hands the open file over: the caller closes it.
    package consuming func release() -> CInt {
        let number = number
        discard self
        return number
    }

    /// - Throws: ``SystemError``.
    package func status() throws(SystemError) -> FileStatus { try FileStatus(of: number) }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    ///
    /// - Throws: ``SystemError``.
    package func read(at offset: Int64, count: Int) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            do throws(SystemError) {
                while filled < count {
                    let rest = unsafe UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
                    )
                    let got = try SystemError.checking {
                        unsafe pread(number, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
                    }
                    guard got > 0 else { break }
                    filled += got
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Writes all of it.
    ///
    /// - Throws: ``SystemError``. Some of the bytes may be written then.
    package func write(_ bytes: [UInt8]) throws(SystemError) { try Self.write(bytes, to: number) }

    /// Writes all of it to a descriptor that is open elsewhere, as the standard ones are.
    ///
    /// - Throws: ``SystemError``. Some of the bytes may be written then.
    package static func write(_ bytes: [UInt8], to number: CInt) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = try SystemError.checking {
                unsafe rest.withUnsafeBytes { unsafe put($0, number) }
            }
            guard count > 0 else { throw SystemError(code: EIO) }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits until the disk has it.
    ///
    /// - Throws: ``SystemError``.
    package func sync() throws(SystemError) { try SystemError.checking { fsync(number) } }

    /// Takes the lock of the file, which ends with the process however that dies.
    ///
    /// - Parameters:
    ///   - isShared: Whether others may share it.
    ///   - waits: Whether the thread is blocked until the lock can be had.
    /// - Returns: Whether it is taken.
    package func lock(isShared: Bool = false, waits: Bool = false) -> Bool {
        let operation = (isShared ? LOCK_SH : LOCK_EX) | (waits ? 0 : LOCK_NB)
        return (try? SystemError.checking { flock(number, operation) }) != nil
    }

    /// Gives the lock back. Closing is not enough: a child that is being started at this moment holds a copy of the descriptor, and
    /// of its lock.
    package func unlock() { flock(number, LOCK_UN) }

    private static func put(_ bytes: UnsafeRawBufferPointer, _ number: CInt) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(number, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            unsafe Musl.write(number, bytes.baseAddress, bytes.count)
        #else
            unsafe Darwin.write(number, bytes.baseAddress, bytes.count)
        #endif
    }
}
