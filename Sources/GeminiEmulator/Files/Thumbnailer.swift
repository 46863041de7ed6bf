import Foundation
import SluiceMedia

/// Looks at films for what their File resource tells (contract §6.5): their length and one picture.
struct Thumbnailer: Sendable {
    private let tools: ToolBox

    init(_ tools: ModelTools) { self.tools = ToolBox(tools) }

    /// The file with what was found. Without ffmpeg it has no picture, and a length only if its header tells one.
    func adding(to file: StoredFile) async throws -> StoredFile {
        guard file.failure == nil, file.mimeType.lowercased().hasPrefix("video/") else { return file }
        var file = file
        let path = try file.bytes.path
        file.duration = await Self.headerLength(path)
        if file.duration == nil {
            file.duration = try await output(.ffprobe, Probe.arguments(path)).flatMap(Probe.init)?.duration
        }
        // What has no length is no film, and has no picture either.
        guard let duration = file.duration else { return file }
        let arguments =
            [
                "-nostdin", "-v", "error", "-ss", String(min(1, duration / 2)),
            ] + MediaTool.ffmpegInput(path) + [
                "-frames:v", "1", "-vf", "scale='min(640,iw)':-2", "-f", "image2", "-c:v", "mjpeg", "-",
            ]
        file.thumbnail = try await output(.ffmpeg, arguments).map { Data($0).base64EncodedString() }
        return file
    }

    @concurrent
    private static func headerLength(_ path: String) async -> Double? { MediaLength.seconds(of: path) }

    private func output(_ tool: Tool, _ arguments: [String]) async throws -> [UInt8]? {
        do {
            let output = try await tools.run(tool, arguments)
            return output.isEmpty ? nil : output
        } catch is ToolFailure {
            // A film that no tool can read has neither: the service would say so later, when it is asked about it.
            return nil
        }
    }
}
