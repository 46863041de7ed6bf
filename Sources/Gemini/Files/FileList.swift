import HTTPTypes
import StructuredJSON

/// The stored files, fetched page by page as they are read.
public struct FileList: AsyncSequence, Sendable {
    /// A stored file.
    public typealias Element = RemoteFile
    let client: GeminiClient
    let pageSize: Int

    public struct AsyncIterator: AsyncIteratorProtocol {
        let client: GeminiClient
        let pageSize: Int
        var page: ArraySlice<RemoteFile> = []
        var token: String?
        var isLast = false
        /// The tokens that were handed out: a service that repeats one would keep us here for ever.
        var tokens: Set<String> = []

        /// Of a hundred files each: more than a project can store.
        static let mostPages = 10_000

        public mutating func next() async throws -> RemoteFile? {
            while page.isEmpty {
                guard !isLast else { return nil }
                try await fetch()
            }
            return page.popFirst()
        }

        private mutating func fetch() async throws {
            try Task.checkCancellation()
            var query = [(name: "pageSize", value: "\(pageSize)")]
            if let token { query.append((name: "pageToken", value: token)) }
            let answer = try await client.perform(ServiceCall(method: .get, path: "files", query: query))
            page = (answer["files"].flatMap([RemoteFile].init(json:)) ?? [])[...]
            let next = answer["nextPageToken"]?.string
            isLast = next == nil || next == ""
            if let next, !isLast, !tokens.insert(next).inserted { isLast = true }
            guard tokens.count <= Self.mostPages else {
                isLast = true
                page = []
                throw GeminiError(
                    .server,
                    "The list of stored files has more than \(Self.mostPages) pages",
                    hint: "run again later"
                )
            }
            token = next
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(client: client, pageSize: pageSize) }
}
