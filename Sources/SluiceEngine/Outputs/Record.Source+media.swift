import Foundation
import SluiceMedia

extension Record.Source {
    /// A file that was read. Of one that was converted, the original, and what was sent in its place.
    init(_ path: String, _ media: MediaFile) {
        self.init(
            path: path,
            bytes: media.original?.bytes ?? media.bytes,
            sha256: media.original?.sha256 ?? media.sha256,
            modified: media.original?.modified ?? media.modified
        )
        take(media.original?.detection ?? media.detection)
        notes = media.notes
        guard media.original != nil else { return }
        mimeType = media.type
        modality = media.modality
        converted = Record.Conversion(
            mimeType: media.type,
            bytes: media.bytes,
            sha256: media.sha256,
            leftOutPages: media.leftOutPages
        )
    }

    /// A file that was refused: of it only the size may be known.
    init(_ path: String, url: URL, _ error: MediaError) {
        let values = try? url.resourceValues(forKeys: [.fileSizeKey, .contentModificationDateKey])
        self.init(
            path: path,
            bytes: values?.fileSize.map(Int64.init),
            modified: values?.contentModificationDate
        )
        if let detection = error.detection { take(detection) }
    }

    private mutating func take(_ detection: Detection) {
        mimeType = detection.type
        detectedMIMEType = detection.detected
        modality = detection.modality
        extensionMIMEType = detection.claimed
        disagreement = detection.disagrees
        repair = detection.repair
    }
}
