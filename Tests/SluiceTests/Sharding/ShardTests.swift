import Foundation
import Sluice
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct ShardTests {
    let desk = Desk()

    @Test(
        arguments: [
            ("1/1", true), ("8/8", true), ("0/8", false), ("9/8", false), ("a/8", false), ("1/8/2", false),
            ("1", false),
            ("-1/8", false), ("1/0", false), ("1/100001", false),
        ] as [(String, Bool)]
    )
    func isAPartOfSoMany(text: String, isValid: Bool) {
        #expect((Shard(text) != nil) == isValid)
        if let shard = Shard(text) { #expect(shard.description == text) }
    }

    @Test(
        arguments: [
            (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "8"], "4/8"),
            (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "8", "SLURM_ARRAY_TASK_MIN": "1"], "3/8"),
            (["JOB_COMPLETION_INDEX": "0", "JOB_COMPLETION_COUNT": "5"], "1/5"),
            (["JOB_COMPLETION_INDEX": "7", "JOB_COMPLETION_COUNT": "5"], nil),
            ([:], nil),
        ] as [([String: String], String?)]
    )
    func schedulersSayWhichPartThisIs(environment: [String: String], part: String?) {
        #expect(Shard(environment: environment)?.description == part)
    }

    @Test func everyItemIsInOnePart() throws {
        let shards = try (1...5).map { try #require(Shard($0, of: 5)) }
        var sizes = [0, 0, 0, 0, 0]
        for number in 0..<1000 {
            let holders = shards.indices.filter { shards[$0].holds("photos/\(number).jpg") }
            #expect(holders.count == 1)
            if let holder = holders.first { sizes[holder] += 1 }
        }
        #expect(sizes.allSatisfy { $0 > 130 })
    }

    @Test func thePartsTogetherDoEverythingOnce() async throws {
        for number in 0..<12 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        async let parts = [run(1), run(2), run(3)]
        #expect(try await parts.reduce(0, +) == 12)
        #expect(desk.generations == 12)
        #expect(try desk.records().count == 12)
        // A run of the whole finds the records of the parts.
        #expect(try await desk.run().upToDate == 12)
    }

    private func run(_ index: Int) async throws -> Int {
        var options = RunOptions()
        options.shard = Shard(index, of: 3)
        return try await desk.run(options: options).completed
    }
}
