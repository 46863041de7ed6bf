import TestSupport

/// Parts of this machine that a test has for itself, where the system gives them.
enum Namespaces {
    /// The command that runs another in namespaces of its own. `nil` where that is not allowed.
    static func command(_ flags: [String]) async -> (program: Program, arguments: [String])? {
        guard let unshare = Program.installed("unshare") else { return nil }
        for arguments in [flags, ["--map-root-user"] + flags] {
            if let result = try? await unshare.run(arguments + ["true"]), result.code == 0 {
                return (unshare, arguments)
            }
        }
        return nil
    }

    static let ofProcesses = ["--pid", "--fork", "--mount-proc"]

    /// Whether a small file system can be mounted that nobody else sees.
    static func haveMounts() async -> Bool {
        guard let (unshare, arguments) = await command(["--mount"]) else { return false }
        let mount = ["sh", "-c", "mount -t tmpfs -o size=64k none /mnt"]
        return (try? await unshare.run(arguments + mount))?.code == 0
    }
}
