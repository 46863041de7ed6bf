import StructuredJSON

extension Service {
    func answer(_ control: Operation.Control, _ request: EmulatorRequest) async throws -> EmulatorReply {
        switch control {
        case .statistics: return .json(.object(counters.snapshot.json))
        case .reset:
            files.reset()
            interactions.reset()
            faults.rewind()
            counters.reset()
            return .json([:])
        case .readFaults: return .json(faults.plan.json)
        case .setFaults:
            let text = String(decoding: try await request.bytes(upTo: RuleDocument.mostBytes), as: UTF8.self)
            do throws(RuleError) {
                let plan = try FaultPlan(parsing: text)
                faults.replace(plan)
                return .json(plan.json)
            } catch {
                throw Refusal.invalidArgument("No faults of the schema: \(error)", "faults")
            }
        case .dropFaults:
            faults.replace(.none)
            return .json([:])
        }
    }
}
