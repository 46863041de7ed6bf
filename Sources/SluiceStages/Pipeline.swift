/// A stage made of a closure, or of other stages.
///
/// Its two ends are its whole type, so it can be stored, passed and returned by name:
///
/// ```swift
/// let describe: Pipeline<URL, Description> = Detect().then(Upload(using: gemini)).then(generate)
/// ```
///
/// What is not a straight line is written in Swift, inside a closure:
///
/// ```swift
/// let captions = Generate("Write a caption.", using: gemini).named("caption")
/// let tagger = Generate("List its subjects.", using: gemini).named("tags")
/// let card = Pipeline("card") { image in
///     async let caption = captions.run(image)
///     async let tags = tagger.run(image)
///     return try await Card(caption: caption, tags: tags)
/// }
/// ```
///
/// A failure is a ``StageFailure``, here of `caption` or of `tags`.
public struct Pipeline<Input: Sendable, Output: Sendable>: Stage {
    public let name: String
    public let signature: String
    public let preparations: [@Sendable () async -> Void]
    private let body: @Sendable (Input) async throws -> Output

    /// A stage made of a closure.
    ///
    /// - Parameter version: Raise it when the outputs of the closure change: name and version are its ``Stage/signature``. Without one its
    ///   outputs are not remembered by any job, since nothing tells when they change.
    public init(
        _ name: String,
        version: Int? = nil,
        _ body: @escaping @Sendable (Input) async throws -> Output
    ) {
        self.name = name
        signature = version.map { "\(name) \($0)" } ?? ""
        preparations = []
        self.body = body
    }

    /// A stage of which only the two ends are seen.
    public init(_ stage: some Stage<Input, Output>) {
        name = stage.name
        signature = stage.signature
        preparations = stage.preparations
        body = { input in try await stage.run(input) }
    }

    init<First: Stage<Input, Middle>, Middle, Second: Stage<Middle, Output>>(_ first: First, _ second: Second) {
        name = "\(first.name) → \(second.name)"
        let signatures = [first.signature, second.signature]
        signature = signatures.contains("") ? "" : signatures.joined(separator: " → ")
        preparations = first.preparations + second.preparations
        body = { input in try await second.attributed(first.attributed(input)) }
    }

    init(_ stage: some Stage<Input, Output>, named name: String) {
        self.name = name
        signature = stage.signature
        preparations = stage.preparations
        body = { input in
            do {
                return try await stage.run(input)
            } catch let failure as StageFailure {
                throw failure.inside(name)
            }
        }
    }

    /// - Throws: ``StageFailure``, or `CancellationError`.
    public func run(_ input: Input) async throws -> Output {
        do {
            return try await body(input)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StageFailure(error, in: name)
        }
    }
}
