import Foundation
import SluiceMedia

extension ResultRecord.Source {
    init(_ path: String, _ media: MediaFile) {
        if let original = media.original {
            self.init(path, original, sent: media)
            return
        }
        self.init(
            path: path,
            bytes: media.bytes,
            sha256: media.sha256,
            detection: ResultRecord.Detected(media.detection),
            modified: media.modified,
            notes: media.notes
        )
    }

    /// A file that was converted: what it is itself, and what was sent.
    private init(_ path: String, _ original: MediaFile.Original, sent: MediaFile) {
        var detection = ResultRecord.Detected(original.detection)
        detection.mimeType = sent.type.rawValue
        detection.modality = sent.modality.rawValue
        self.init(
            path: path,
            bytes: original.bytes,
            sha256: original.sha256,
            detection: detection,
            modified: original.modified,
            converted: .init(
                mimeType: sent.type.rawValue,
                bytes: sent.bytes,
                sha256: sent.sha256,
                leftOutPages: sent.leftOutPages
            ),
            notes: sent.notes
        )
    }

    /// A file that was refused: of it only the size may be known.
    init(_ path: String, url: URL, _ error: MediaError) {
        let values = try? url.resourceValues(forKeys: [.fileSizeKey, .contentModificationDateKey])
        self.init(
            path: path,
            bytes: values?.fileSize.map(Int64.init),
            sha256: nil,
            detection: error.detection.map(ResultRecord.Detected.init),
            modified: values?.contentModificationDate
        )
    }
}

extension ResultRecord.Detected {
    init(_ detection: Detection) {
        self.init(
            mimeType: detection.type?.rawValue,
            detectedMimeType: detection.detected.rawValue,
            modality: detection.modality?.rawValue,
            extensionMimeType: detection.claimed?.rawValue,
            disagreement: detection.disagrees,
            repair: detection.repair
        )
    }
}
