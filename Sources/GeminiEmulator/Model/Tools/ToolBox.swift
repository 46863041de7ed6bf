import Foundation
import Subprocess

/// Runs the programs, as many at a time as there are cores, each within a time and a size.
struct ToolBox: Sendable {
    private let tools: Set<Tool>
    private let slots: Slots

    init(_ tools: ModelTools) {
        self.tools =
            switch tools {
            case .none: []
            case .installed: Self.installed
            }
        slots = Slots(count: ProcessInfo.processInfo.activeProcessorCount)
    }

    func has(_ tool: Tool) -> Bool { tools.contains(tool) }

    /// What a program writes to standard output. No shell is involved.
    ///
    /// - Throws: ``ToolFailure``, or `CancellationError`.
    func run(_ tool: Tool, _ arguments: [String], outputLimit: Int = 4 << 20) async throws -> [UInt8] {
        guard has(tool) else { throw ToolFailure.missing(tool) }
        return try await slots.occupied {
            try await withThrowingTaskGroup(of: [UInt8].self) { group in
                group.addTask { try await Self.run(tool, arguments, outputLimit) }
                group.addTask {
                    try await Task.sleep(for: tool.limit)
                    throw ToolFailure.failed(tool, "took longer than \(tool.limit)")
                }
                defer { group.cancelAll() }
                guard let output = try await group.next() else { throw CancellationError() }
                return output
            }
        }
    }

    @concurrent
    private static func run(_ tool: Tool, _ arguments: [String], _ limit: Int) async throws -> [UInt8] {
        do {
            // One thread each: it is the slots that share out the cores.
            let result = try await Subprocess.run(
                .name(tool.rawValue),
                arguments: Arguments(arguments),
                environment: .inherit.updating(["OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"]),
                output: .bytes(limit: limit),
                error: .discarded
            )
            guard result.terminationStatus.isSuccess else {
                throw ToolFailure.failed(tool, "could not read it")
            }
            return result.standardOutput
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw ToolFailure.failed(tool, "failed: \(error)")
        }
    }

    /// Those that are on the `PATH`.
    private static let installed: Set<Tool> = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return Set(
            Tool.allCases.filter { tool in
                folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool.rawValue)") }
            }
        )
    }()
}
