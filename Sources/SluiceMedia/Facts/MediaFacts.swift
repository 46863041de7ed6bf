/// What a file says of its content. What it does not say is `nil`.
///
/// A header may lie, so nothing here is fit to reserve memory by.
public struct MediaFacts: Hashable, Sendable {
    /// Pixels, as they are stored: before ``orientation`` turns them.
    public var width: Int?
    /// Pixels, as they are stored: before ``orientation`` turns them.
    public var height: Int?
    /// How to turn the picture for looking at it: 1 to 8, as EXIF 2.32 numbers them (1 upright, 6 a quarter to the right).
    public var orientation: Int?
    /// Seconds that it plays. A header's claim is held against the bytes; where they disagree the bytes are believed and
    /// ``notes`` says so.
    public var duration: Double?
    /// Whether ``duration`` was calculated from samples of the bytes and may be off by some percent.
    public var isDurationEstimated = false
    /// Of pictures first, then of sound, by the names that ffmpeg has for them: `h264`, `aac`, `pcm_s16le`.
    public var codecs: [String] = []
    /// Pages of a document, slides of a presentation, sheets of a table, images of a TIFF file.
    public var pages: Int?
    /// EXIF by the standard's own names: `DateTimeOriginal`, `Model`, `FNumber`. Positions are in degrees
    /// (`GPSLatitude`: 48.2082), north and east positive.
    public var exif: [String: String] = [:]
    /// What is doubtful about the facts above, one line each: a header that claims another length than the bytes have.
    public var notes: [String] = []

    /// Nothing known.
    public init() {}

    /// Whether nothing is known.
    public var isEmpty: Bool { self == Self() }
}
