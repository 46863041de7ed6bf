/// The programs that the offline model looks into media with.
public enum ModelTools: Sendable {
    /// Those that are on the `PATH`: tesseract, ffmpeg, ffprobe, pocketsphinx, pdftotext and unzip. A missing one is named in
    /// the answer.
    case installed
    /// None: only what the bytes tell without help, such as the size of a picture. For tests of speed.
    case none
}
