import Foundation

/// Paths from a file or from standard input, read as they are needed.
///
/// One a line. A list that has a NUL in its first block is separated by NULs, as `find -print0` writes it,
/// so that names may hold new lines.
struct PathList {
    /// Longer than any path that the system takes.
    private static let longest = 1 << 16

    /// More empty lines in a row than any list has: a device, or a file of zeros.
    private static let mostBlanks = 1 << 16

    private let handle: FileHandle
    private var blanks = 0
    private var buffer: [UInt8] = []
    private var separator: UInt8?
    private var isAtEnd = false

    init(_ handle: FileHandle) { self.handle = handle }

    /// The next path that is not empty. `nil` at the end.
    mutating func next() async throws(DiscoveryError) -> [UInt8]? {
        while true {
            if let separator, let end = buffer.firstIndex(of: separator) {
                var line = Array(buffer[..<end])
                buffer.removeSubrange(...end)
                if separator == 0x0A, line.last == 0x0D { line.removeLast() }
                guard line.isEmpty else {
                    blanks = 0
                    return line
                }
                blanks += 1
                guard blanks <= Self.mostBlanks else {
                    throw DiscoveryError(input: "the list of paths", message: "is no list of paths")
                }
                continue
            }
            if isAtEnd {
                defer { buffer = [] }
                return buffer.isEmpty ? nil : buffer
            }
            guard buffer.count <= Self.longest else {
                throw DiscoveryError(
                    input: "the list of paths",
                    message: "has a line longer than \(Self.longest) bytes"
                )
            }
            let block = try await Self.read(handle)
            isAtEnd = block.isEmpty
            buffer += block
            if separator == nil, !buffer.isEmpty { separator = buffer.contains(0) ? 0 : 0x0A }
        }
    }

    @concurrent
    private static func read(_ handle: FileHandle) async throws(DiscoveryError) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = unsafe block.withUnsafeMutableBytes {
                unsafe Foundation.read(handle.fileDescriptor, $0.baseAddress, $0.count)
            }
            if count >= 0 { return Array(block.prefix(count)) }
            guard errno == EINTR else {
                throw DiscoveryError(input: "the list of paths", message: FolderListing.reason(errno))
            }
        }
    }
}
