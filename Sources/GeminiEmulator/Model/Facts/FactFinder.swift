import SluiceMedia
import StructuredJSON

/// Finds out what is in media: what the bytes tell by themselves, and what programs read out of them.
struct FactFinder: Sendable {
    let tools: ToolBox
    let usesTools: Bool
    let storage: StorageFolder
    private let cache = FactCache()

    init(tools: ModelTools, storage: StorageFolder) {
        self.tools = ToolBox(tools)
        self.storage = storage
        if case .none = tools { usesTools = false } else { usesTools = true }
    }

    /// Each content is looked into once, whatever it is called and however often it comes.
    func facts(of block: MediaBlock) async throws -> MediaFacts {
        let key = [block.sha256, block.kind, block.mimeType, JSONValue.object(block.options).text(.canonical)]
        return try await cache.facts(for: key.joined(separator: "|")) { try await find(block) }
    }

    /// The content decides: a picture sent as a document is a picture.
    private func find(_ block: MediaBlock) async throws -> MediaFacts {
        let detection = usesTools ? try? await MediaInspector.shared.detect(block.path) : nil
        switch detection?.modality?.rawValue ?? block.kind {
        case "image": return try await image(block)
        case "audio": return try await sound(block)
        case "video": return try await video(block)
        default: return try await document(block, type: detection?.type?.rawValue ?? block.mimeType)
        }
    }

    /// What a program says, or a note on why it says nothing.
    func reading(
        _ tool: Tool,
        _ arguments: [String],
        outputLimit: Int = 4 << 20,
        notes: inout [String]
    ) async throws -> [UInt8]? {
        // Without tools by choice there is nothing to note.
        guard usesTools else { return nil }
        do {
            return try await tools.run(tool, arguments, outputLimit: outputLimit)
        } catch let failure as ToolFailure {
            if !notes.contains(failure.note) { notes.append(failure.note) }
            return nil
        }
    }

    @concurrent
    func beginning(of block: MediaBlock, count: Int = 256 << 10) async -> [UInt8] { block.bytes.beginning(count) }
}
