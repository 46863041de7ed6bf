import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct RelativeLinkTests {
    @Test(
        arguments: [
            ("/data/out", "/data/out/a.jpg", "./a.jpg"),
            ("/data/out", "/data/photos/trip/a b.jpg", "../photos/trip/a%20b.jpg"),
            ("/data/out", "/a.jpg", "../../a.jpg"),
            ("/", "/a.jpg", "./a.jpg"),
            ("/data", "/data/javascript:alert(1)", "./javascript%3Aalert%281%29"),
            ("/data", "/data/\"><script>", "./%22%3E%3Cscript%3E"),
            ("/data", "/data/100% #1?.jpg", "./100%25%20%231%3F.jpg"),
            ("/data", "/data/é\n.jpg", "./%C3%A9%0A.jpg"),
            ("/data/a.jpg", "/data/a.jpg", "../a.jpg"),
        ] as [(String, String, String)]
    )
    func anAddressIsSeenFromThePage(folder: String, path: String, expected: String) {
        #expect(RelativeLink(from: folder).to(path) == expected)
    }
}
