import ArgumentParser
import Sluice
import StructuredJSON

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@main
struct SluiceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Turns folders of images, audio, video and documents into structured answers.",
        discussion: """
            Try it without a key:
              sluice run describe-images photos -o results --offline

            With a key in GOOGLE_API_KEY or GEMINI_API_KEY, leave out --offline.

            Exit codes: 0 all done · 1 some files failed · 64 wrong usage · 65 every input refused ·
            69 service unreachable · 74 results cannot be written, such as on a full disk · 75 stopped by quota or budget,
            or another run holds the output folder: the same command resumes · 77 key refused · 78 pipeline file wrong ·
            130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, PlanCommand.self, StatusCommand.self, ReportCommand.self, RollupCommand.self,
            AskCommand.self,
            InspectCommand.self, FilesCommand.self, InitCommand.self, SchemaCommand.self, DoctorCommand.self,
            EmulatorCommand.self,
        ]
    )

    static func main() async {
        let arguments = Self.arguments
        requireCommand(of: SluiceCommand.self, arguments[...], "")
        await main(arguments)
        // All is written. The system clears up faster than connections and databases take leave one by one.
        fflush(nil)
        _exit(0)
    }

    /// The arguments, bytes that are not UTF-8 written as outputs write them: names of files may have such.
    private static var arguments: [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { number in
            guard let argument = unsafe CommandLine.unsafeArgv[number] else { return nil }
            let bytes = unsafe UnsafeBufferPointer(start: argument, count: strlen(argument))
                .map { UInt8(bitPattern: $0) }
            return String(validating: bytes, as: UTF8.self) ?? FileName.text(of: bytes)
        }
    }

    /// Ends the process where a command is named that there is not: the parser takes it for an argument too many.
    private static func requireCommand(of group: any ParsableCommand.Type, _ words: ArraySlice<String>, _ path: String)
    {
        let commands = group.configuration.subcommands
        guard !commands.isEmpty, let word = words.first, !word.hasPrefix("-"), word != "help" else { return }
        if let command = commands.first(where: { $0._commandName == word }) {
            return requireCommand(of: command, words.dropFirst(), "\(path)\(word) ")
        }
        let names = commands.map { "\(path)\($0._commandName)" }
        let hint = Spelling.hint(for: "\(path)\(word)", in: names)
        Console.error.line("sluice: There is no command '\(path)\(word.printable)'; \(hint)")
        _exit(ExitCode.usage.rawValue)
    }
}
