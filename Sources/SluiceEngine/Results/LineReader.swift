import Foundation

/// The lines of a file, one at a time; in memory is one line and a piece of the file.
struct LineReader {
    private static let pieceSize = 1 << 18

    private let handle: FileHandle
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(path: String) throws(ItemError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw ItemError(kind: .unreadable, message: "\(path) cannot be read")
        }
        self.handle = handle
    }

    /// The next line without its newline. `nil` at the end.
    mutating func next() -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 0x0A) {
                defer { start = end + 1 }
                return buffer[start..<end]
            }
            guard !isAtEnd else {
                defer { start = buffer.count }
                return start < buffer.count ? buffer[start...] : nil
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            let piece = (try? handle.read(upToCount: Self.pieceSize)) ?? nil
            isAtEnd = piece?.isEmpty ?? true
            buffer.append(contentsOf: piece ?? Data())
        }
    }
}
