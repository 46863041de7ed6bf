import Foundation

/// A child process, with what the system says it used.
public struct Child {
    public let id: pid_t

    /// What a process that has ended used.
    public struct Usage {
        public let exitStatus: CInt
        public let seconds: Double
        public let processorSeconds: Double
        /// The most memory it held at once, in bytes.
        public let peakMemory: Int
    }

    private let started = ContinuousClock.now

    /// Starts a program. What it prints goes to a descriptor, or nowhere.
    public init(_ program: String, _ arguments: [String], output: CInt? = nil) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let variables = ProcessInfo.processInfo.environment.merging(["GOOGLE_API_KEY": "any"]) { $1 }
        let environment = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for variable in environment { free(variable) } }
        var id: pid_t = 0
        guard posix_spawn(&id, program, &actions, nil, words, environment) == 0 else {
            print("\(program) cannot be started")
            exit(1)
        }
        self.id = id
    }

    /// What it has used of a processor so far, in seconds. `nil` where the system does not tell of others (`/proc`).
    public var processorSeconds: Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return nil }
        // The name, in brackets, may hold blanks.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    public func stop() { kill(id, SIGTERM) }

    /// Waits for the end.
    public func wait() -> Usage {
        var status: CInt = 0
        var used = rusage()
        wait4(id, &status, 0, &used)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
        #if os(Linux)
            let unit = 1024
        #else
            let unit = 1
        #endif
        return Usage(
            exitStatus: (status >> 8) & 0xFF,
            seconds: (ContinuousClock.now - started) / .seconds(1),
            processorSeconds: seconds(used.ru_utime) + seconds(used.ru_stime),
            peakMemory: Int(used.ru_maxrss) * unit
        )
    }
}
