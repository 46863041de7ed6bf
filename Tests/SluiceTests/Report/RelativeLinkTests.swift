import Testing

@testable import Sluice

struct RelativeLinkTests {
    @Test(
        arguments: [
            ("/work/out", "/work/out/a.jpg", "./a.jpg"),
            ("/work/out", "/work/photos/trip/a b.jpg", "../photos/trip/a%20b.jpg"),
            ("/work/out", "/a.jpg", "../../a.jpg"),
            ("/", "/a.jpg", "./a.jpg"),
            ("/work", "/work/javascript:alert(1)", "./javascript%3Aalert%281%29"),
            ("/work", "/work/\"><script>", "./%22%3E%3Cscript%3E"),
            ("/work", "/work/100% #1?.jpg", "./100%25%20%231%3F.jpg"),
            ("/work", "/work/é\n.jpg", "./%C3%A9%0A.jpg"),
            ("/work/a.jpg", "/work/a.jpg", "../a.jpg"),
        ] as [(String, String, String)]
    )
    func anAddressIsSeenFromThePage(folder: String, path: String, expected: String) {
        #expect(RelativeLink(from: folder).to(path) == expected)
    }
}
