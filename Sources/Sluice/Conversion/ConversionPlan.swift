package import Media

/// What a kind of content is converted to, and with which programs: the first that is installed and can do it.
package struct ConversionPlan: Sendable {
    let type: MediaType
    let modality: Modality
    let suffix: String
    let attempts: [Attempt]

    /// One program with its arguments.
    struct Attempt: Sendable {
        let program: String
        let arguments: @Sendable (_ input: String, _ output: String) -> [String]
        let limit: Duration
    }

    /// `nil` for what needs no conversion and for what nothing here can convert.
    ///
    /// - Parameter facts: of the file, for choosing what of it can stay as it is.
    init?(for content: MediaType, _ facts: MediaFacts) {
        if let format = Self.videos[content] {
            type = .mp4
            modality = .video
            suffix = "mp4"
            attempts = Self.video(format, facts)
        } else if let format = Self.recordings[content] {
            type = .flac
            modality = .audio
            suffix = "flac"
            attempts = [Self.ffmpeg(format, ["-map", "0:a:0", "-c:a", "flac"])]
        } else if let coders = Self.images[content] {
            type = .png
            modality = .image
            suffix = "png"
            attempts = Self.image(coders)
        } else {
            return nil
        }
    }

    /// What `content` becomes, whoever does it.
    static func modality(of content: MediaType) -> Modality? { Self(for: content, MediaFacts())?.modality }

    /// What a recipe says to have it converted; `nil` for what nothing here converts.
    package static func hint(for content: MediaType) -> String? {
        modality(of: content) == nil ? nil : "media: {convert: auto} in the recipe has it converted"
    }

    // ffmpeg's names of the formats: it is told what it reads, so that no file can pass for a playlist of others.
    private static let videos: [MediaType: String] = [
        "video/x-matroska": "matroska", "video/mp2t": "mpegts", "video/ogg": "ogg",
    ]
    private static let recordings: [MediaType: String] = [
        "audio/x-matroska": "matroska", "audio/x-ms-wma": "asf", "audio/amr": "amr", "audio/x-caf": "caf",
        "audio/basic": "au", "audio/vnd.dolby.dd-raw": "ac3",
    ]
    /// By ImageMagick's name and ffmpeg's.
    private static let images: [MediaType: (String, String?)] = [
        "image/avif": ("avif", nil), "image/tiff": ("tiff", "tiff_pipe"), "image/bmp": ("bmp", "bmp_pipe"),
        "image/gif": ("gif", "gif"), "image/vnd.microsoft.icon": ("ico", "ico"), "image/svg+xml": ("svg", nil),
        "image/jp2": ("jp2", nil), "image/vnd.adobe.photoshop": ("psd", "psd_pipe"),
        "image/x-portable-pixmap": ("ppm", "ppm_pipe"),
    ]

    /// What may stay in an MP4 file and is understood everywhere.
    private static let staying: Set<String> = ["h264", "hevc", "av1", "vp9", "mpeg4"]

    private static func video(_ format: String, _ facts: MediaFacts) -> [Attempt] {
        let streams = ["-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", "-movflags", "+faststart", "-f", "mp4"]
        let encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        // Sides of H.264 are even.
        let even = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2"]
        var attempts = [ffmpeg(format, streams + encode + even, limit: .seconds(4 * 3600))]
        guard let video = facts.codecs.first, staying.contains(video) else { return attempts }
        let sound = facts.codecs.dropFirst().first.map { ["aac", "mp3"].contains($0) ? "copy" : "aac" } ?? "aac"
        attempts.insert(ffmpeg(format, streams + ["-c:v", "copy", "-c:a", sound], limit: .seconds(3600)), at: 0)
        return attempts
    }

    private static func ffmpeg(_ format: String, _ options: [String], limit: Duration = .seconds(1800)) -> Attempt {
        Attempt(
            program: "ffmpeg",
            arguments: { input, output in
                let head = ["-nostdin", "-v", "error", "-y", "-protocol_whitelist", "file", "-f", format]
                return head + ["-i", "file:\(input)"] + options + ["file:\(output)"]
            },
            limit: limit
        )
    }

    private static func image(_ coders: (magick: String, ffmpeg: String?)) -> [Attempt] {
        let limit = Duration.seconds(120)
        var attempts: [Attempt] = []
        if coders.magick == "svg" {
            attempts.append(
                Attempt(
                    program: "rsvg-convert",
                    arguments: { ["--format", "png", "--output", $1, $0] },
                    limit: limit
                )
            )
        }
        attempts.append(Attempt(program: "vips", arguments: { ["autorot", $0, $1] }, limit: limit))
        for program in ["magick", "convert"] {
            attempts.append(
                Attempt(
                    program: program,
                    // The first image of several, upright.
                    arguments: { ["\(coders.magick):\($0)[0]", "-auto-orient", "png:\($1)"] },
                    limit: limit
                )
            )
        }
        if let format = coders.ffmpeg {
            attempts.append(ffmpeg(format, ["-frames:v", "1", "-f", "image2", "-update", "1"], limit: limit))
        }
        return attempts
    }
}
