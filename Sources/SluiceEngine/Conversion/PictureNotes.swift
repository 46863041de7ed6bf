import Foundation
import SluiceMedia

/// What of a picture its conversion to one PNG does not have.
enum PictureNotes {
    /// One line each.
    static func leftOut(of original: MediaFile.Original, _ content: MediaType) -> [String] {
        guard let handle = try? FileHandle(forReadingFrom: original.url) else { return [] }
        defer { try? handle.close() }
        switch content {
        case "image/gif":
            let frames = gifFrames(Array((try? handle.read(upToCount: 1 << 24)) ?? Data()))
            return frames > 1 ? ["of its \(frames) pictures only the first is sent"] : []
        case "image/avif":
            let head = (try? handle.read(upToCount: 64)) ?? Data()
            let isSequence = head.firstRange(of: Data("avis".utf8)) != nil
            return isSequence ? ["of its sequence of pictures only the first is sent"] : []
        case "image/vnd.microsoft.icon":
            let head = Array((try? handle.read(upToCount: 6)) ?? Data())
            guard head.count == 6 else { return [] }
            let count = Int(head[4]) | Int(head[5]) << 8
            return count > 1 ? ["of its \(count) pictures only one is sent"] : []
        case "image/vnd.adobe.photoshop": return ["its layers are sent as one picture"]
        default: return []
        }
    }

    /// How many pictures a GIF has (GIF89a, sections 18 to 26), as far as the bytes go.
    private static func gifFrames(_ bytes: [UInt8]) -> Int {
        guard bytes.count > 13 else { return 0 }
        func table(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }
        var at = 13 + table(bytes[10])
        var frames = 0
        func skipBlocks() {
            while at < bytes.count, bytes[at] != 0 { at += 1 + Int(bytes[at]) }
            at += 1
        }
        while at < bytes.count {
            switch bytes[at] {
            case 0x21:
                at += 2
                skipBlocks()
            case 0x2C where at + 10 < bytes.count:
                frames += 1
                at += 10 + table(bytes[at + 9]) + 1
                skipBlocks()
            default: return frames
            }
        }
        return frames
    }
}
