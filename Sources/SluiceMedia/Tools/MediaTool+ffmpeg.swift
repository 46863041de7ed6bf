import Foundation

extension MediaTool {
    /// What ffmpeg and ffprobe are told of a file to read: that it is one, and no list of others.
    ///
    /// A playlist, a concatenation or a pattern of names would make them read what it names, however it came here. So only formats
    /// that hold their media themselves are tried, and nothing but files is opened.
    package static func ffmpegInput(_ path: String) -> [String] {
        fileInput + ["-i", "file:\(URL(fileURLWithPath: path).path)"]
    }

    static let fileInput = [
        "-protocol_whitelist", "file", "-format_whitelist", (containers + recordings + pictures).joined(separator: ","),
    ]

    private static let containers = [
        "3g2", "3gp", "asf", "asf_o", "avi", "dv", "flv", "gxf", "h261", "h263", "h264", "hevc", "av1", "ivf", "m4v",
        "matroska",
        "mjpeg", "mov", "mp4", "mpeg", "mpegts", "mpegvideo", "mxf", "nut", "obu", "ogg", "rm", "roq", "vc1", "webm",
        "wtv",
        "yuv4mpegpipe",
    ]
    private static let recordings = [
        "aac", "ac3", "act", "aiff", "amr", "amrnb", "amrwb", "ape", "au", "caf", "dsf", "dts", "eac3", "flac", "gsm",
        "loas",
        "m4a", "mlp", "mp3", "mpc", "mpc8", "oma", "s16le", "sox", "tak", "truehd", "tta", "voc", "w64", "wav", "wv",
    ]
    private static let pictures = [
        "apng", "bmp_pipe", "dpx_pipe", "exr_pipe", "gif", "gif_pipe", "ico", "j2k_pipe", "jpeg_pipe", "jpegls_pipe",
        "jpegxl_pipe", "mj2", "pam_pipe", "pbm_pipe", "pcx_pipe", "pgm_pipe", "png_pipe", "ppm_pipe", "psd_pipe",
        "qoi_pipe", "sgi_pipe", "sunrast_pipe", "tiff_pipe", "webp_pipe", "xbm_pipe", "xpm_pipe",
    ]
}
