import Foundation
import SluiceMedia
import SluiceSupport

/// Runs the programs, as many at a time as there are cores, each within a time and a size, and without this process's
/// environment.
struct ToolBox: Sendable {
    private let tools: Set<Tool>
    private let processes: AsyncSemaphore

    init(_ tools: ModelTools) {
        self.tools =
            switch tools {
            case .none: []
            case .installed: Self.installed
            }
        processes = AsyncSemaphore(permits: ProcessInfo.processInfo.activeProcessorCount)
    }

    func has(_ tool: Tool) -> Bool { tools.contains(tool) }

    /// What a program writes to standard output. No shell is involved.
    ///
    /// - Throws: ``ToolFailure``, or `CancellationError`.
    func run(_ tool: Tool, _ arguments: [String], outputLimit: Int = 4 << 20) async throws -> [UInt8] {
        guard has(tool), let program = MediaTool(tool.rawValue) else { throw ToolFailure.missing(tool) }
        return try await processes.withPermit {
            do {
                // One thread each: the semaphore shares out the cores.
                return try await program.run(arguments, within: tool.limit, outputLimit: outputLimit, threads: 1)
            } catch is MediaTool.Failure {
                throw ToolFailure.failed(tool, "could not read it")
            }
        }
    }

    /// Those that are on the `PATH`.
    private static let installed = Set(Tool.allCases.filter { MediaTool($0.rawValue) != nil })
}
