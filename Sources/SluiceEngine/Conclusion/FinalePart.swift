import SluiceMedia
import StructuredJSON

/// Some lines that are asked about at once: results, or answers about parts of them.
struct FinalePart {
    private(set) var lines: [UInt8] = []
    private(set) var count = 0

    /// Whether one more line goes in. The first always does, however long it is.
    func takes(_ line: [UInt8], most: Int) -> Bool { count == 0 || lines.count + line.count <= most }

    mutating func add(_ line: [UInt8]) {
        lines.append(contentsOf: line)
        count += 1
    }
}

extension FinalePart {
    /// What is said about the lines.
    enum Role {
        case everything
        /// From 1.
        case part(Int)
        case answers

        var words: String {
            switch self {
            case .everything: "The results, one JSON object a line:"
            case .part(let number):
                "There are too many results for one request. Answer for this part alone, which is number \(number); "
                    + "the answers to all parts are put together later. The results, one JSON object a line:"
            case .answers:
                "There were too many results for one request, so the question was asked about parts of them. These are the "
                    + "answers to the parts, one JSON object a line. Make one answer of them, as if all results were before you:"
            }
        }
    }

    /// The request, and the key that its answer is kept by.
    func request(_ role: Role, _ recipe: Recipe, _ finally: Recipe.Finally) -> (
        request: ModelRequest, key: String
    ) {
        var config = recipe.generation
        config.merge(finally.generation)
        let request = ModelRequest(
            model: recipe.model,
            input: [.text(finally.prompt), .text("\(role.words)\n\(String(decoding: lines, as: UTF8.self))")],
            response: finally.response,
            settings: config,
            serviceTier: recipe.serviceTier,
            isStored: recipe.store
        )
        return (request, request.key)
    }
}

extension ModelRequest {
    /// Identifies the answer. The tier decides when an answer comes and what it costs, and not what it is.
    fileprivate var key: String {
        let identity: JSONValue = [
            "model": .string(model), "input": texts.json, "response": response.canonical, "settings": .object(settings),
            "store": .bool(isStored),
        ]
        return SHA256Digester.hex(of: identity.serialized(.canonical))
    }
}
