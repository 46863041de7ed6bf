import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

@Suite struct FileTests {
    @Test(arguments: ["v1", "v1beta"])
    func aFileIsThereUntilItIsDeleted(version: String) async throws {
        let desk = Desk()
        let file = try await desk.upload([1])
        let path = "/\(version)/\(try #require(file["name"]?.string))"
        #expect(try await desk.call(.get, path).json == file)
        let deletion = try await desk.call(.delete, path)
        #expect(deletion.status == 200)
        #expect(deletion.json == [:])
        let gone = try await desk.call(.get, path)
        #expect(gone.status == 403)
        #expect(gone.json["error"]?["status"] == "PERMISSION_DENIED")
        #expect(try await desk.call(.delete, path).status == 403)
    }

    @Test func anEmptyListIsAnEmptyObject() async throws {
        #expect(try await Desk().call(.get, "/v1beta/files").json == [:])
    }

    @Test func pagesHoldEachFileOnceTheNewestFirst() async throws {
        let desk = Desk()
        for number in 0..<23 { _ = try await desk.upload([1], file: ["display_name": .string("\(number)")]) }
        var seen: [String] = []
        var query = ""
        var sizes: [Int] = []
        repeat {
            let page = try await desk.call(.get, "/v1beta/files" + query).json
            let names = page["files"]?.array?.compactMap { $0["displayName"]?.string } ?? []
            seen += names
            sizes.append(names.count)
            query = page["nextPageToken"]?.string.map { "?pageToken=\($0)" } ?? ""
        } while !query.isEmpty
        #expect(sizes == [10, 10, 3])
        #expect(seen == (0..<23).reversed().map(String.init))
    }

    @Test func pagesAreAsLargeAsAskedFor() async throws {
        let desk = Desk()
        for _ in 0..<3 { _ = try await desk.upload([1]) }
        #expect(try await desk.call(.get, "/v1beta/files?pageSize=2").json["files"]?.array?.count == 2)
        #expect(try await desk.call(.get, "/v1beta/files?pageSize=500").json["nextPageToken"] == nil)
    }

    @Test(arguments: ["pageSize=x", "pageSize=-1", "pageToken=%25%25"])
    func aBadPageIsRefused(query: String) async throws {
        #expect(try await Desk().call(.get, "/v1beta/files?\(query)").status == 400)
    }
}
