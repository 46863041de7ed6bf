#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A system call that failed. Its description is the system's: `Permission denied`.
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `errno`.
    package let code: CInt

    package init(code: CInt) { self.code = code }

    /// Of the call before.
    static var last: SystemError { SystemError(code: errno) }

    package var description: String { unsafe String(cString: strerror(code)) }

    /// Makes a system call, again and again while signals interrupt it.
    ///
    /// - Returns: What the call returns, which is not negative.
    @discardableResult
    package static func checking<Result: BinaryInteger>(_ call: () -> Result) throws(SystemError) -> Result {
        while true {
            let result = call()
            if result >= 0 { return result }
            guard errno == EINTR else { throw .last }
        }
    }
}
