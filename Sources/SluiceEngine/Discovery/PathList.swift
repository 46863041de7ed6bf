import Foundation
import SluiceMedia

/// Paths from a file or from standard input, read as they are needed.
///
/// One a line. A list that has a NUL in its first block is separated by NULs, as `find -print0` writes it, so that names may
/// hold new lines. Lists in UTF-16, as Windows writes them, are read as such; a byte order mark is no part of the first path.
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
    /// Of a list in UTF-16.
    private var units: UTF16Units?

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
                guard blanks <= Self.mostBlanks else { throw Self.noList }
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
            if separator == nil { try await begin() } else { try await readOn() }
        }
    }

    private mutating func readOn() async throws(DiscoveryError) {
        let block = try await Self.read(handle)
        isAtEnd = block.isEmpty
        if units == nil {
            buffer += block
        } else {
            buffer += units?.utf8(of: block, isLast: isAtEnd) ?? []
            guard units?.isBroken != true else { throw Self.noList }
        }
    }

    /// Reads the first block, whole where it comes in pieces: what is in it tells how the list is written.
    private mutating func begin() async throws(DiscoveryError) {
        var head: [UInt8] = []
        while head.count < 4096, !isAtEnd {
            let block = try await Self.read(handle)
            isAtEnd = block.isEmpty
            head += block
            // A program that writes a path at a time is not waited for longer than it takes to tell.
            if head.count >= 64, !head.contains(0) { break }
            if head.contains(0x0A), !head.contains(0), !head.starts(with: [0xFF]), !head.starts(with: [0xFE]) { break }
        }
        separator = 0x0A
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            head.removeFirst(3)
        } else if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
            throw DiscoveryError(input: "the list of paths", message: "is in UTF-32; write it as UTF-8")
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            units = UTF16Units(isBigEndian: head[0] == 0xFE)
            head.removeFirst(2)
        } else if let isBigEndian = TextEncoding.isBigEndianUTF16(head) {
            units = UTF16Units(isBigEndian: isBigEndian)
        } else if head.contains(0) {
            // Some other kind of file, whose pieces may well be called "." or "/": names have no such characters, and between
            // two of them is one NUL, or two where one is empty.
            let isStrange = head.contains { $0 < 0x20 && ![0, 0x09, 0x0A, 0x0D].contains($0) }
            guard head.first != 0, !isStrange,
                !head.split(separator: 0, omittingEmptySubsequences: false)
                    .hasEmptyPairInside
            else { throw Self.noList }
            separator = 0
        }
        guard units == nil else {
            buffer += units?.utf8(of: head, isLast: isAtEnd) ?? []
            guard units?.isBroken != true, !buffer.contains(0) else { throw Self.noList }
            return
        }
        buffer += head
    }

    private static let noList = DiscoveryError(
        input: "the list of paths",
        message: "is no list of paths: one a line in UTF-8 or UTF-16, or each with a NUL behind it"
    )

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

extension [ArraySlice<UInt8>] {
    /// Whether two parts in a row are empty, the last not counted.
    fileprivate var hasEmptyPairInside: Bool {
        let parts = dropLast()
        return zip(parts, parts.dropFirst()).contains { $0.isEmpty && $1.isEmpty }
    }
}
