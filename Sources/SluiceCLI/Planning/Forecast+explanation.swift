import Sluice

extension Forecast {
    /// One line of `sluice run --explain`.
    var explanation: String {
        let why =
            switch fate {
            case .done: "done"
            case .skipped(let reason): "left out: \(reason)"
            case .refused(let error): "fails: \(error.message)"
            case .reused(let output): "has its answer in \(output)"
            case .duplicate(let name): "runs with \(name), which has the same content"
            case .run(let reason): "runs: \(reason)"
            }
        return "\(name.printable): \(why.clipped)"
    }
}
