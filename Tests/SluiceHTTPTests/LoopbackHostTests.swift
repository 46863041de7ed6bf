import Foundation
import SluiceHTTP
import Testing

struct LoopbackHostTests {
    @Test(arguments: [
        "localhost", "LOCALHOST", "a.b.localhost", "127.0.0.1", "127.255.255.254", "::1", "[::1]", "[0:0:0:0:0:0:0:1]",
        "::ffff:127.0.0.1",
    ])
    func isThisMachine(host: String) {
        #expect(LoopbackHost.contains(host))
    }

    @Test(arguments: [
        "", "example.com", "localhost.example.com", "notlocalhost", "127.0.0.1.example.com", "127.1", "0177.0.0.1",
        "2130706433",
        "127.0.0.256", "127.0.0", "0.0.0.0", "10.0.0.1", "::", "[::2]", "fe80::1", "::ffff:10.0.0.1", "[::1",
        "127.0.0.01",
    ])
    func isAnotherMachineOrMayBe(host: String) {
        #expect(!LoopbackHost.contains(host))
    }

    @Test(arguments: [("a:80", "a"), ("a", "a"), ("[::1]:80", "[::1]"), ("[::1]", "[::1]"), ("", "")])
    func theHostIsWithoutItsPort(authority: String, host: String) {
        #expect(LoopbackHost.host(ofAuthority: authority) == host)
    }

    @Test(arguments: [
        ("https://a.example", "https://A.example:443/x", true), ("https://a.example", "https://a.example:444", false),
        ("https://a.example", "http://a.example", false), ("https://a.example", "https://b.example", false),
        ("https://a.example", "https://storage.googleapis.com/u", true),
        ("https://a.example", "https://storage.googleapis.com:8443/u", false),
        ("https://a.example", "http://storage.googleapis.com/u", false),
        ("https://a.example", "https://evilgoogleapis.com", false), ("https://a.example", "https://u@a.example", false),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/u", true),
        ("http://127.0.0.1:8080", "http://127.0.0.1:9090/u", false),
    ])
    func aServiceMaySendItsClientsToItselfAndToGoogle(base: String, other: String, isTrusted: Bool) throws {
        let base = try #require(URL(string: base).flatMap(ServiceOrigin.init))
        let other = try #require(URL(string: other))
        #expect(ServiceOrigin(other).map(base.trusts) ?? false == isTrusted)
    }
}
