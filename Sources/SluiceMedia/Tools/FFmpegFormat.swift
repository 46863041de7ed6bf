/// How ffmpeg and ffprobe are told what they read, so that no file can pass for a playlist of others.
package enum FFmpegFormat {
    /// The options that stand before `-i`: files only, of the very format that was found, or where one type stands for several
    /// formats, of those that hold their media themselves.
    package static func options(for content: MediaType) -> [String] {
        names[content].map { ["-protocol_whitelist", "file", "-f", $0] } ?? MediaTool.fileInput
    }

    private static let names: [MediaType: String] = {
        let table: [(String, [MediaType])] = [
            ("matroska", ["video/x-matroska", "audio/x-matroska", .webm, "audio/webm"]),
            ("mpegts", ["video/mp2t", "audio/mp2t"]), ("ogg", ["video/ogg", .ogg, "audio/opus"]),
            ("mov", [.mp4, .mov, .m4a, "video/3gpp"]), ("avi", ["video/avi", "audio/x-avi"]),
            ("flv", ["video/x-flv", "audio/x-flv"]), ("asf", ["video/wmv", "audio/x-ms-wma"]), ("amr", ["audio/amr"]),
            ("caf", ["audio/x-caf"]), ("au", ["audio/basic"]), ("flac", [.flac]), ("wav", [.wav]),
            ("aiff", ["audio/aiff"]),
        ]
        var names: [MediaType: String] = [:]
        for (name, types) in table { for type in types { names[type] = name } }
        return names
    }()
}
