import Foundation
import StructuredJSON

extension Tool {
    /// A function of yours. It may be run several times at once.
    ///
    /// What it throws, and arguments that cannot be decoded, are told to the model, which may try again: an error's message leaves
    /// this machine. `CancellationError` ends the turn instead.
    ///
    /// - Parameters:
    ///   - name: Letters, digits and `_`.
    ///   - description: What it does and when to use it; the model decides by this.
    ///   - descriptions: What the arguments are, by path. Not for a ``StructuredOutput``, which has its own.
    ///   - run: Takes the arguments; their schema is that of the type. Its result is encoded; one that is no text and no object goes
    ///     into an object as `result`.
    public init<Arguments: Decodable & Sendable, Result: Encodable & Sendable>(
        _ name: String,
        _ description: String,
        describing descriptions: [String: String] = [:],
        run: @escaping @Sendable (Arguments) async throws -> Result
    ) {
        let known = (Arguments.self as? any StructuredOutput.Type)?.schema
        let schema = known ?? JSONSchema(of: Arguments.self, describing: descriptions)
        self.init(fields: Tool.function(name, description: description, parameters: schema).fields) { json in
            let arguments: Arguments
            do {
                arguments = try AnswerJSON.decode(from: json)
            } catch {
                throw GeminiError(.invalidOutput, "The arguments of \(name) cannot be read: \(error)")
            }
            return try Self.encoded(await run(arguments))
        }
    }

    /// A function of yours without arguments.
    public init<Result: Encodable & Sendable>(
        _ name: String,
        _ description: String,
        run: @escaping @Sendable () async throws -> Result
    ) {
        self.init(fields: Tool.function(name, description: description).fields) { _ in try Self.encoded(await run()) }
    }

    /// A result is a text or an object (contract §3.3).
    private static func encoded(_ result: some Encodable) throws -> JSONValue {
        let json = try AnswerJSON.encode(result)
        switch json {
        case .string, .object: return json
        default: return ["result": json]
        }
    }

    /// What a call gave, also where it failed.
    ///
    /// - Throws: `CancellationError`.
    func result(of call: FunctionCallStep) async throws -> FunctionResultStep {
        do {
            return call.result(try await function?(call.arguments.json) ?? .null)
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            let said = (error as? any LocalizedError)?.errorDescription ?? "\(error)"
            return call.result(.string(said), isError: true)
        }
    }
}
