import Gemini
import SluiceHTTP
import TestSupport
import Testing

struct ErrorTests {
    @Test(
        arguments: [
            (400, #"{"error":{"code":"invalid_request","message":"no"}}"#, "invalid_request", false),
            (401, #"{"error":{"code":"authentication","message":"no"}}"#, "authentication", false),
            (403, #"{"error":{"code":"permission_denied","message":"no"}}"#, "permission", false),
            (404, #"{"error":{"code":"model_not_found","message":"no"}}"#, "invalid_request", false),
            (429, #"{"error":{"code":"rate_limit_exceeded","message":"no"}}"#, "rate_limited", true),
            (429, #"{"error":{"code":"too_many_requests","message":"no"}}"#, "rate_limited", true),
            (429, #"{"error":{"code":"quota_exceeded","message":"no"}}"#, "quota_exhausted", false),
            (500, #"{"error":{"code":"api_error","message":"no"}}"#, "server", true),
            (503, #"{"error":{"code":"service_unavailable","message":"no"}}"#, "server", true),
            (504, #"{"error":{"code":"gateway_timeout","message":"no"}}"#, "timeout", true),
            (
                400,
                #"[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]"#,
                "authentication", false
            ),
            (
                400,
                #"{"error":{"code":400,"message":"bad","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}"#,
                "authentication", false
            ),
            (
                403,
                #"{"error":{"code":403,"message":"You do not have permission to access the File abc or it may not exist.","status":"PERMISSION_DENIED"}}"#,
                "file_expired", false
            ),
            (
                400,
                #"{"error":{"code":400,"message":"The File abc is not in an ACTIVE state and usage is not allowed.","status":"FAILED_PRECONDITION"}}"#,
                "processing_timeout", true
            ),
            (400, #"{"error":{"code":400,"message":"Unsupported MIME type: text/x"}}"#, "unsupported_type", false),
            (
                400, #"{"error":{"code":400,"message":"Request payload size exceeds the limit: 20971520 bytes."}}"#,
                "too_large", false
            ),
            (
                429,
                #"{"error":{"code":429,"message":"quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"GenerateRequestsPerDayPerProject"}]}]}}"#,
                "quota_exhausted", false
            ),
            (302, "", "server", false),
            (413, "<html><body>Request Entity Too Large</body></html>", "too_large", false),
            (502, "<html>Bad Gateway</html>", "server", true),
            (502, "", "server", true),
            (418, "short and stout", "invalid_request", false),
        ] as [(Int, String, String, Bool)]
    )
    func everyShapeBecomesOneTypedError(status: Int, body: String, kind: String, isTransient: Bool) async throws {
        let error = try await failure { _, _ in (status, [:], body) }
        #expect(error.kind.rawValue == kind)
        #expect(error.isTransient == isTransient)
        #expect(error.httpStatus == status)
    }

    @Test func aGatewaysPageBecomesOneShortLine() async throws {
        let page = "<html>\n\u{1B}[31m" + String(repeating: "x", count: 5000)
        let error = try await failure { _, _ in (502, [:], page) }
        #expect(!error.description.contains("\n"))
        #expect(!error.description.contains("\u{1B}"))
        #expect(error.description.count < 700)
    }

    @Test func theKeyIsCoveredWhereTheServerRepeatsIt() async throws {
        let error = try await failure { _, _ in
            (403, [:], #"{"error":{"code":"permission_denied","message":"Key secret-key is off"}}"#)
        }
        #expect(!error.description.contains("secret-key"))
        #expect(error.message == "Key … is off")
    }

    @Test func theKeyNeverPrints() {
        let key: APIKey = "secret-key"
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("secret"))
    }

    @Test(
        arguments: [("", nil), ("  \n", nil), (" key\n", "k"), ("two words", nil), ("line\nbreak", nil), ("ключ", nil)]
            as [(String, String?)]
    )
    func aKeyIsTrimmedAndMustFitAHeader(text: String, expected: String?) {
        #expect((APIKey(text) == nil) == (expected == nil))
    }

    @Test(
        arguments: [
            (["GOOGLE_API_KEY": "a", "GEMINI_API_KEY": "b"], "a"),
            (["GOOGLE_API_KEY": "", "GEMINI_API_KEY": " b "], "b"),
            (["GEMINI_API_KEY": "b"], "b"),
            ([:], nil),
        ] as [([String: String], String?)]
    )
    func theEnvironmentsKeyIsGooglesFirst(environment: [String: String], key: String?) {
        #expect(APIKey.inEnvironment(environment) == key.flatMap(APIKey.init))
    }

    @Test func aBrokenConnectionIsANetworkErrorThatMayPass() async throws {
        let error = try await failure { _, _ in throw TransportError(.broken, "Connection reset by peer") }
        #expect(error.kind == .network)
        #expect(error.isTransient)
    }

    @Test func anAnswerThatIsNoJSONIsAnError() async throws {
        let error = try await failure { _, _ in (200, [:], #"{"status": "comple"#) }
        #expect(error.kind == .server)
        let empty = try await failure { _, _ in (200, [:], "") }
        #expect(empty.message.contains("empty"))
    }

    private func failure(
        _ answer: @escaping @Sendable (ScriptedTransport.Sent, Int) throws -> (Int, [String: String], String)
    ) async throws -> GeminiError {
        let gemini = GeminiClient.scripted(ScriptedTransport(answer), attempts: 1)
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.create(model: "m", input: "hi")
        }
        return try #require(error)
    }
}
