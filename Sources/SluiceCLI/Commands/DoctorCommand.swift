import ArgumentParser
import Foundation
import Sluice

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Checks what this machine has of what sluice can use."
    )

    @Flag(help: "One JSON object with the checks.")
    var json = false

    func run() async throws {
        let checks = await Checkup.all()
        try await reporting {
            if json {
                let report: JSONValue = [
                    "ok": .bool(!checks.contains(where: \.isFatal)), "checks": .array(checks.map(\.json)),
                ]
                Console.output.line(report.text(.pretty))
            } else {
                for check in checks { Console.output.line(check.line) }
            }
        }
        if checks.contains(where: \.isFatal) { throw ExitCode.someFailed }
    }
}
