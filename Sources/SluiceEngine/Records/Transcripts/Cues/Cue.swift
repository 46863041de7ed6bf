/// What stands on the screen at once.
struct Cue: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        /// Who says it. `nil` when it goes on from the line or the cue before, or when nobody is known.
        var speaker: String?
        var text: String
    }

    var start: Double
    var end: Double
    /// One or two.
    var lines: [Line]

    var duration: Double { end - start }
    /// Whether two people speak, a line each.
    var isDialogue: Bool { lines.count == 2 && lines[0].speaker != lines[1].speaker }
}

/// The practice of subtitles that cues are made by.
enum CueLimits {
    /// In columns.
    static let line = 42
    static let lines = 2
    /// In seconds.
    static let shortest = 1.0
    static let longest = 7.0
    /// A pause of so many seconds is never inside a cue.
    static let pause = 2.0
}
