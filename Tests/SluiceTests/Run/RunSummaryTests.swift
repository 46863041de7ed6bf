import Foundation
import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// What is remembered of a run, however many files it was over.
struct RunSummaryTests {
    @Test func itsListsKeepTheFirstAndCountAll() {
        var summary = RunSummary()
        for number in 0..<5000 {
            let error = ItemError(kind: .emptyFile, message: "no bytes")
            summary.count(ItemReport(name: "\(number)", output: nil, end: .failed(error)))
            var left = ItemReport(name: "\(number)", output: nil, end: .skipped("video"))
            left.omissions = ["\(number): a guess"]
            left.disagreements = ["\(number) is a picture"]
            summary.count(left)
        }
        #expect(summary.total == 10_000)
        #expect(summary.failures.count == 1000)
        #expect(summary.failures.total == 5000)
        #expect(summary.failures.omitted == 4000)
        #expect(summary.failures.first?.name == "0")
        #expect(summary.skipped.total == 5000)
        #expect(summary.omissions.total == 5000)
        #expect(summary.disagreements.total == 5000)
        #expect(summary.skipReasons.sorted.map(\.reason) == ["video"])
        #expect(summary.skipReasons.sorted.first?.count.items == 5000)
        #expect(summary.isAllRefused)
    }

    @Test func oneFailureBeyondThoseThatAreKeptIsSeen() {
        var summary = RunSummary()
        for number in 0..<2000 { summary.fail("\(number)", ItemError(kind: .emptyFile, message: "no bytes")) }
        summary.fail("last", ItemError(kind: .blocked, message: "no"))
        #expect(!summary.isAllRefused)
    }

    @Test func reasonsThatDifferFileByFileAreCountedTogetherFromSomeNumberOn() {
        var reasons = SkipReasons()
        for number in 0..<1000 { reasons.count("f", "reason \(number)") }
        reasons.count("f", "reason 0")
        #expect(reasons.sorted.count == 100)
        #expect(reasons.others == 900)
        #expect(reasons.sorted.first?.count.items == 2)
    }
}
