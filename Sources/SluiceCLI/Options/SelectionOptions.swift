import ArgumentParser
import Foundation
import Sluice

/// Which of the items are done, and which again.
struct SelectionOptions: ParsableArguments {
    @Option(help: "Take the first so many items, done ones included. What the recipe is not for does not count.")
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            "Take only items whose path matches, such as '*.jpg' or 'trip/**', letters of either case. May be repeated.",
            valueName: "glob"
        )
    )
    var only: [String] = []

    @Flag(help: "Follow symbolic links that lead out of the inputs. They are named and left out unless given.")
    var followLinks = false

    @Flag(help: "Do again what is done.")
    var force = false

    @Flag(help: "Read every file again, also those that look unchanged.")
    var verify = false

    @Flag(help: "Do again only what failed the last time.")
    var retryFailed = false

    @Option(
        help: ArgumentHelp(
            """
            Do only one part of the items, such as 2/8; auto takes it from SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX. \
            Several machines may write into one output folder so.
            """,
            valueName: "i/n|auto"
        )
    )
    var shard: String?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is 1 or more.") }
        if force, retryFailed { throw ValidationError("Either --force or --retry-failed.") }
        _ = try part()
    }

    func apply(to options: inout RunOptions) throws {
        options.limit = limit
        options.followsLinks = followLinks
        options.force = force
        options.verify = verify
        options.retryFailed = retryFailed
        options.shard = try part()
        do {
            options.only = try only.map { pattern throws(DiscoveryError) in try Glob(pattern) }
        } catch {
            throw Complaint(.usage, "--only: \(error)".printable)
        }
    }

    private func part() throws -> Shard? {
        guard let shard else { return nil }
        guard shard == "auto" else {
            guard let part = Shard(shard) else {
                throw ValidationError("--shard is a part and a number of parts, such as 2/8, or auto.")
            }
            return part
        }
        guard let part = Shard(environment: ProcessInfo.processInfo.environment) else {
            throw ValidationError(
                """
                --shard auto needs SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT, or JOB_COMPLETION_INDEX and \
                JOB_COMPLETION_COUNT, in the environment.
                """
            )
        }
        return part
    }
}
