import Synchronization

/// An answer while it arrives: events, read once and in order. Reading what asks a model a second time throws, for it would ask, and
/// be billed, again.
///
/// Nothing is sent before the first event is asked for. Whoever stops reading, or is cancelled, closes the connection.
///
/// What the service refuses for the time being is asked anew, as by any call. A connection that breaks is taken up again by the id of
/// the last event when the interaction is stored (contract §4.5). One that breaks before the first event may have been paid for:
/// ``RetryPolicy/unheardRepeats`` says how often that is asked anew. Else the reader gets the error, and what had
/// come is in ``GeminiError/partialText``. A stream that ends without `interaction.completed` is an error too.
///
/// An answer longer than one request may give (contract §3.6) arrives in several parts, each with a `created` of its own and
/// indexes from 0; the one `completed` at the end has them all.
public struct InteractionStream: AsyncSequence, Sendable {
    let client: GeminiClient
    let start: StreamStart
    private let reading = Reading()

    init(client: GeminiClient, start: StreamStart) {
        self.client = client
        self.start = start
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(StreamReader(client: client, start: start), start.isFree ? Reading() : reading)
    }

    /// Shared by all copies of a stream, so that it is read once.
    final class Reading: Sendable {
        private let isTaken = Atomic(false)
        func begin() -> Bool { !isTaken.exchange(true, ordering: .relaxed) }
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        private var reader: StreamReader
        private let reading: Reading
        private var isFirst = true

        init(_ reader: StreamReader, _ reading: Reading) {
            self.reader = reader
            self.reading = reading
        }

        /// - Throws: ``GeminiError``, or `CancellationError`.
        public mutating func next() async throws -> InteractionEvent? {
            if isFirst {
                guard reading.begin() else {
                    throw GeminiError(
                        .invalidRequest,
                        "The stream is being read already, or was",
                        hint: "begin another one; it asks, and is billed, again"
                    )
                }
                isFirst = false
            }
            return try await reader.next()
        }
    }

    /// The model's words alone, as they come.
    ///
    /// At the end it throws as ``Interaction/checkedText()`` does when the answer is not whole.
    public var text: Text { Text(base: self) }

    /// Reads to the end and gives the whole, as a plain call would have given it.
    public func interaction() async throws -> Interaction {
        for try await case .completed(let event) in self { return event.interaction }
        throw StreamReader.cutOff
    }
}

extension InteractionStream {
    /// The words of an answer while they arrive.
    public struct Text: AsyncSequence, Sendable {
        let base: InteractionStream

        public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: base.makeAsyncIterator()) }

        public struct AsyncIterator: AsyncIteratorProtocol {
            var base: InteractionStream.AsyncIterator
            private var hasText = false

            init(base: InteractionStream.AsyncIterator) { self.base = base }

            public mutating func next() async throws -> String? {
                while let event = try await base.next() {
                    if let text = event.text, !text.isEmpty {
                        hasText = true
                        return text
                    }
                    guard case .completed(let event) = event else { continue }
                    let text = try event.interaction.checkedText()
                    // Somebody on the way, or the service itself, gave the answer in one piece.
                    if !hasText { return text }
                }
                return nil
            }
        }
    }
}
