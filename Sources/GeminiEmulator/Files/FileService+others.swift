import StructuredJSON

/// Methods of the Files API that have nothing to work on here (contract §6.1).
extension FileService {
    /// Files in Google Cloud Storage: a key is not enough, and there is no storage behind the emulator.
    func register(_ request: EmulatorRequest) async throws -> EmulatorReply {
        guard request.header("authorization")?.lowercased().hasPrefix("bearer ") ?? false else {
            throw Refusal(
                status: 401,
                shape: .rpc("UNAUTHENTICATED"),
                message: """
                    API keys are not supported by this API. Expected OAuth2 access token or other authentication \
                    credentials that assert a principal.
                    """,
                violation: "no OAuth"
            )
        }
        let bytes = try await request.bytes(upTo: UploadStart.largestMetadata)
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw Refusal.payload("Invalid JSON payload received. \(error)", "malformed JSON")
        }
        try Shape.object(["uris": .list(.string)]).check(json)
        let uris: [String] = json.object?["uris"] ?? []
        guard !uris.isEmpty, uris.allSatisfy({ $0.hasPrefix("gs://") }) else {
            throw Refusal.invalidArgument("uris must be addresses in Google Cloud Storage: gs://…", "unsupported uri")
        }
        throw Refusal.unimplemented("The emulator has no Google Cloud Storage: upload the file instead.")
    }

    /// Only what a model generated can be downloaded, and the offline model generates no files.
    func download(_ name: String) throws(Refusal) -> EmulatorReply {
        let file = try existing(name)
        throw Refusal(
            status: 400,
            shape: .rpc("FAILED_PRECONDITION"),
            message: "The File \(file.id) was uploaded, not generated, and cannot be downloaded.",
            violation: "no download"
        )
    }
}
