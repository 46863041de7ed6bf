import ArgumentParser
import Sluice

/// Tells of records that cannot be read.
enum Damaged {
    /// - Throws: The exit code for work that was not done whole.
    static func tell(_ notes: [RunSummary.Note], in folder: String) throws {
        guard !notes.isEmpty else { return }
        for note in notes.prefix(20) {
            Console.error.line("! \(note.name.printable) cannot be read as a record: \(note.reason.clipped)")
        }
        if notes.count > 20 { Console.error.line("! … and \(notes.count - 20) more") }
        Console.error.line("The same sluice run once more writes them anew. The rest of \(folder.printable) is there.")
        throw ExitCode.someFailed
    }

    static func json(_ notes: [RunSummary.Note]) -> JSONValue {
        .array(notes.map { ["record": .string($0.name), "reason": .string($0.reason)] })
    }
}
