import ArgumentParser

struct FilesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files",
        abstract: "Looks after the files that the service keeps for your project.",
        discussion: """
            The service keeps an upload for 48 hours, up to 2 GB a file and 20 GB a project, free of charge. sluice run
            deletes its own uploads after their last use, unless the recipe says uploads: { keep: 48h }.

            Examples:
              sluice files list
              sluice files upload talk.mp4 'slides/*.pdf'
              sluice files get files/abc123
              sluice files delete files/abc123 'talk*'
              sluice files prune --older-than 1h --dry-run
            """,
        subcommands: [
            FilesListCommand.self, FilesGetCommand.self, FilesUploadCommand.self, FilesDeleteCommand.self,
            FilesPruneCommand.self,
        ],
        defaultSubcommand: FilesListCommand.self
    )
}
