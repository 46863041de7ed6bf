import Foundation

extension Program {
    /// A program on this machine, by its name. `nil` when it is not on the PATH.
    public static func installed(_ name: String) -> Program? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }.map(
            Program.init(at:)
        )
    }
}
