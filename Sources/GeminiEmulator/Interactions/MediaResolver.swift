import Foundation
import SluiceMedia
import StructuredJSON

/// Finds the bytes behind the media blocks of a request.
struct MediaResolver: Sendable {
    let files: FileService
    let storage: StorageFolder
    let checksBytes: Bool

    /// - Throws: ``Refusal`` when a block means a file that may not be used.
    func check(_ block: JSONValue) throws(Refusal) {
        guard let uri = block["uri"]?.string else { return }
        _ = try files.activeFile(uri: uri)
    }

    /// The turns of a conversation; thoughts and tool steps are no turns.
    func turns(_ steps: [JSONValue]) throws -> [Turn] {
        var turns: [Turn] = []
        do {
            for step in steps {
                guard let type = step["type"]?.string, type == "user_input" || type == "model_output" else { continue }
                let content = step["content"]?.array ?? []
                var parts: [Turn.Part] = []
                defer { turns.append(Turn(isUser: type == "user_input", parts: parts)) }
                for block in content { parts.append(try part(block)) }
            }
        } catch {
            cleanUp(turns)
            throw error
        }
        return turns
    }

    /// Removes what was inline.
    func cleanUp(_ turns: [Turn]) {
        for block in turns.flatMap(\.media) where block.isInline { block.bytes.remove() }
    }

    func part(_ block: JSONValue) throws -> Turn.Part {
        if let text = block["text"]?.string { return .text(text) }
        guard let object = block.object, let kind: String = object["type"] else { return .text("") }
        let options = object.without("data", "uri", "type", "mime_type")
        if let uri: String = object["uri"] {
            let file = try files.activeFile(uri: uri)
            return .media(
                try checked(
                    MediaBlock(
                        kind: kind,
                        name: file.displayName,
                        mimeType: object["mime_type"] ?? file.mimeType,
                        bytes: file.bytes,
                        size: file.size,
                        sha256: file.sha256,
                        isInline: false,
                        options: options
                    )
                )
            )
        }
        let block = try inline(object, kind: kind, options: options)
        do {
            return .media(try checked(block))
        } catch {
            block.bytes.remove()
            throw error
        }
    }

    private func checked(_ block: MediaBlock) throws(Refusal) -> MediaBlock {
        guard checksBytes, ByteCheck.contradicts(block.bytes, block.mimeType) else { return block }
        throw .invalidArgument("Request contains an invalid argument.", "contradicting bytes")
    }

    private func inline(_ object: JSONObject, kind: String, options: JSONObject) throws -> MediaBlock {
        let text: String = object["data"] ?? ""
        guard let data = Data(base64Encoded: text) else {
            throw Refusal.payload("Base64 decoding failed.", "undecodable base64")
        }
        let bytes = StoredBytes(in: storage)
        try bytes.append(Array(data))
        bytes.pause()
        var digester = SHA256Digester()
        digester.update(data.span)
        return MediaBlock(
            kind: kind,
            mimeType: object["mime_type"] ?? "",
            bytes: bytes,
            size: Int64(data.count),
            sha256: digester.finishHex(),
            isInline: true,
            options: options
        )
    }
}
