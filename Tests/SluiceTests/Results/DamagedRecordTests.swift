import Foundation
import Sluice
import TestSupport
import Testing

struct DamagedRecordTests {
    let desk = Desk()

    @Test(arguments: ["{}", "[]", "null", #"{"status": "completed"}"#])
    func jsonInThePlaceOfARecordIsNamed(text: String) async throws {
        try desk.write(.png(1), to: "in/a.png")
        try desk.write(.png(2), to: "in/b.png")
        _ = try await desk.run()
        try desk.write(text, to: "out/a.png.json")
        try desk.write("{}", to: "out/somebody-elses.json")
        let report = try await Rollup(of: desk.folder / "out").rebuild()
        #expect(report.completed == 1)
        #expect(report.damaged.map(\.name) == ["a.png.json"])
    }

    @Test func aPipeInThePlaceOfARecordIsNamedAndHoldsNothingUp() async throws {
        try desk.write(.png(1), to: "in/a.png")
        _ = try await desk.run()
        try FileManager.default.removeItem(at: desk.folder / "out/a.png.json")
        let made = unsafe mkfifo((desk.folder / "out/a.png.json").path, 0o600)
        #expect(made == 0)
        #expect(try await Rollup(of: desk.folder / "out").rebuild().damaged.map(\.name) == ["a.png.json"])
    }
}
