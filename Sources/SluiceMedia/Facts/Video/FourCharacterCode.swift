/// The codes of four characters by which ISO media, AVI, CAF and Matroska name codecs (mp4ra.org), as ffmpeg calls them.
enum FourCharacterCode {
    /// The code itself, printable and in lower case, when it is not one of the usual.
    static func codec(_ code: String) -> String {
        if let name = names[code] ?? names[code.lowercased()] { return name }
        let letters = code.lowercased().unicodeScalars.filter { (0x21..<0x7F).contains($0.value) }
        return letters.isEmpty ? "unknown" : String(String.UnicodeScalarView(letters))
    }

    private static let names: [String: String] = [
        "avc1": "h264", "avc3": "h264", "h264": "h264", "x264": "h264", "hvc1": "hevc", "hev1": "hevc", "hevc": "hevc",
        "av01": "av1", "vp08": "vp8", "vp09": "vp9", "vp80": "vp8", "vp90": "vp9", "mp4v": "mpeg4", "fmp4": "mpeg4",
        "xvid": "mpeg4", "divx": "mpeg4", "dx50": "mpeg4", "mp43": "msmpeg4v3", "div3": "msmpeg4v3", "s263": "h263",
        "h263": "h263", "mjpg": "mjpeg", "jpeg": "mjpeg", "mjpa": "mjpeg", "mjpb": "mjpegb", "apcn": "prores",
        "apch": "prores", "apcs": "prores", "apco": "prores", "ap4h": "prores", "dvh1": "hevc", "dvhe": "hevc",
        "wmv1": "wmv1", "wmv2": "wmv2", "wmv3": "wmv3", "wvc1": "vc1", "mp4a": "aac", "aac ": "aac", ".mp3": "mp3",
        "alac": "alac", "opus": "opus", "flac": "flac", "ac-3": "ac3", "ec-3": "eac3", "samr": "amr_nb",
        "sawb": "amr_wb", "sowt": "pcm_s16le", "twos": "pcm_s16be", "lpcm": "pcm", "ulaw": "pcm_mulaw",
        "alaw": "pcm_alaw", "ima4": "adpcm_ima_qt", "raw ": "rawvideo",
    ]
}
