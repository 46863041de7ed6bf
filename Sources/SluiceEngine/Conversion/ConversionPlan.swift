package import SluiceMedia

/// What a kind of content is converted to, and with which programs: the first that is installed and can do it.
package struct ConversionPlan: Sendable {
    let type: MediaType
    let modality: Modality
    let suffix: String
    let attempts: [Attempt]

    /// One program with its arguments. The names that it is given are plain ones, in the folder that it is run in.
    struct Attempt: Sendable {
        let program: String
        let arguments: @Sendable (_ input: String, _ output: String) -> [String]
        let limit: Duration
        var settings: [String: String] = [:]
    }

    /// `nil` for what needs no conversion and for what nothing here can convert.
    ///
    /// - Parameters:
    ///   - facts: Of the file, for choosing what of it can stay as it is.
    ///   - streams: Its tracks, where they are known.
    ///   - track: Which of the sound tracks is kept, from 0.
    init?(for content: MediaType, _ facts: MediaFacts, streams: StreamList? = nil, track: Int = 0) {
        let isSilent = streams?.audio.isEmpty ?? false
        let isSoundAlone = streams.map { $0.video.isEmpty && !$0.audio.isEmpty } ?? false
        if Self.videos.contains(content), !isSoundAlone {
            type = .mp4
            modality = .video
            suffix = "mp4"
            attempts = Self.video(
                content,
                streams.map { $0.codecs(keeping: track) } ?? facts.codecs,
                isSilent ? nil : track
            )
        } else if Self.recordings.contains(content) || Self.videos.contains(content) {
            type = .flac
            modality = .audio
            suffix = "flac"
            attempts = [Self.ffmpeg(content, ["-map", "0:a:\(track)", "-c:a", "flac", "-f", "flac"])]
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

    private static let videos: Set<MediaType> = ["video/x-matroska", "video/mp2t", "video/ogg"]
    private static let recordings: Set<MediaType> = [
        "audio/x-matroska", "audio/x-ms-wma", "audio/amr", "audio/x-caf", "audio/basic", "audio/vnd.dolby.dd-raw",
        "audio/mp2t", "audio/x-avi", "audio/x-flv",
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

    /// - Parameter track: The sound track that is kept; `nil` for none.
    private static func video(_ content: MediaType, _ codecs: [String], _ track: Int?) -> [Attempt] {
        let sound = track.map { ["-map", "0:a:\($0)\($0 == 0 ? "?" : "")"] } ?? []
        let streams = ["-map", "0:v:0"] + sound + ["-sn", "-dn", "-movflags", "+faststart", "-f", "mp4"]
        let encode = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        // Sides of H.264 are even.
        let even = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2"]
        var attempts = [ffmpeg(content, streams + encode + even, limit: .seconds(4 * 3600))]
        guard let video = codecs.first, staying.contains(video) else { return attempts }
        let codec = codecs.dropFirst().first.map { ["aac", "mp3"].contains($0) ? "copy" : "aac" } ?? "aac"
        attempts.insert(ffmpeg(content, streams + ["-c:v", "copy", "-c:a", codec], limit: .seconds(3600)), at: 0)
        return attempts
    }

    private static func ffmpeg(_ content: MediaType, _ options: [String], limit: Duration = .seconds(1800)) -> Attempt {
        ffmpeg(FFmpegFormat.options(for: content), options, limit)
    }

    private static func ffmpeg(_ reading: [String], _ options: [String], _ limit: Duration) -> Attempt {
        Attempt(
            program: "ffmpeg",
            arguments: { input, output in
                ["-nostdin", "-v", "error", "-y"] + reading + ["-i", "file:\(input)"] + options + ["file:\(output)"]
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
        attempts.append(
            Attempt(
                program: "vips",
                arguments: { ["autorot", $0, $1] },
                limit: limit,
                // None of its readers that start other programs or guess at formats.
                settings: ["VIPS_BLOCK_UNTRUSTED": "1"]
            )
        )
        for program in ["magick", "convert"] {
            attempts.append(
                Attempt(
                    program: program,
                    // The first image of several, upright.
                    arguments: { ["\(coders.magick):\($0)[0]", "-auto-orient", "png:\($1)"] },
                    limit: limit,
                    // A policy of ours is there.
                    settings: ["MAGICK_CONFIGURE_PATH": "."]
                )
            )
        }
        if let format = coders.ffmpeg {
            let reading = ["-protocol_whitelist", "file", "-f", format]
            attempts.append(ffmpeg(reading, ["-frames:v", "1", "-f", "image2", "-update", "1"], limit))
        }
        return attempts
    }
}

extension StreamList {
    /// Of what is kept: the picture's codec, then the sound's.
    fileprivate func codecs(keeping track: Int) -> [String] {
        video.prefix(1).map(\.codec) + audio.dropFirst(track).prefix(1).map(\.codec)
    }
}
