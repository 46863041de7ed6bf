import HTTPTypes
import StructuredJSON

/// The stored files, fetched page by page as they are read.
public struct FileList: AsyncSequence, Sendable {
    public typealias Element = File
    let client: GeminiClient
    let pageSize: Int

    public struct AsyncIterator: AsyncIteratorProtocol {
        let client: GeminiClient
        let pageSize: Int
        var page: ArraySlice<File> = []
        var token: String?
        var isLast = false

        public mutating func next() async throws -> File? {
            while page.isEmpty {
                guard !isLast else { return nil }
                try await fetch()
            }
            return page.popFirst()
        }

        private mutating func fetch() async throws {
            var query = [(name: "pageSize", value: "\(pageSize)")]
            if let token { query.append((name: "pageToken", value: token)) }
            let answer = try await client.perform(ServiceCall(method: .get, path: "files", query: query))
            page = (answer["files"].flatMap([File].init(json:)) ?? [])[...]
            let next = answer["nextPageToken"]?.string
            // A server that hands out the token it was given would keep us here for ever.
            isLast = next == nil || next == "" || next == token
            token = next
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(client: client, pageSize: pageSize) }
}
