import HTTPTypes

/// What a request asks for, by its method and path.
enum Operation: Sendable {
    case createInteraction
    case getInteraction(String)
    case deleteInteraction(String)
    case cancelInteraction(String)
    case startUpload
    case upload(session: String)
    case listFiles
    case getFile(String)
    case deleteFile(String)
    case registerFiles
    case downloadFile(String)
    case listModels
    case getModel(String)
    case countTokens(String)
    case control(Control)

    /// What the emulator adds for those who test with it.
    enum Control: Sendable {
        case statistics, reset, readFaults, setFaults, dropFaults
    }

    /// - Throws: ``Refusal`` for a path or a method that the service does not have.
    init(_ request: EmulatorRequest, takesPUT: Bool = true) throws(Refusal) {
        let path = Self.withoutAddress(request.target.path)
        let method = request.head.method
        if path.count == 3, path[0] == "upload", Self.versions.contains(path[1]), path[2] == "files" {
            guard method == .post || takesPUT && method == .put else { throw .wrongMethod(method.rawValue) }
            self = request.target.query["upload_id"].map(Self.upload(session:)) ?? .startUpload
            return
        }
        if path.count == 2, path[0] == "emulator" {
            self = .control(try Self.control(path[1], method, request))
            return
        }
        if let other = Self.other(path) { throw .unimplemented(other) }
        guard path.count >= 2, Self.versions.contains(path[0]),
            let match = Self.match(Array(path.dropFirst()), method)
        else { throw .unknownPath(request.head.path ?? "") }
        guard let operation = match else { throw .wrongMethod(method.rawValue) }
        self = operation
    }

    /// The name in the statistics.
    var name: String {
        switch self {
        case .createInteraction: "interactions.create"
        case .getInteraction: "interactions.get"
        case .deleteInteraction: "interactions.delete"
        case .cancelInteraction: "interactions.cancel"
        case .startUpload: "files.upload.start"
        case .upload: "files.upload"
        case .listFiles: "files.list"
        case .getFile: "files.get"
        case .deleteFile: "files.delete"
        case .registerFiles: "files.register"
        case .downloadFile: "files.download"
        case .listModels: "models.list"
        case .getModel: "models.get"
        case .countTokens: "models.countTokens"
        case .control: "emulator"
        }
    }

    var isOfInteractions: Bool {
        switch self {
        case .createInteraction, .getInteraction, .deleteInteraction, .cancelInteraction: true
        default: false
        }
    }

    /// The URL of an upload session is itself the credential.
    var needsKey: Bool {
        switch self {
        case .upload, .control: false
        default: true
        }
    }

    /// Every name but `unknown`.
    static let names = [
        "interactions.create", "interactions.get", "interactions.delete", "interactions.cancel", "files.upload.start",
        "files.upload", "files.list", "files.get", "files.delete", "files.register", "files.download",
        "models.list", "models.get", "models.countTokens",
    ]

    private static func control(
        _ name: String,
        _ method: HTTPRequest.Method,
        _ request: EmulatorRequest
    ) throws(Refusal) -> Control {
        switch (name, method) {
        case ("stats", .get): return .statistics
        case ("reset", .post): return .reset
        case ("faults", .get): return .readFaults
        case ("faults", .post), ("faults", .put): return .setFaults
        case ("faults", .delete): return .dropFaults
        case ("stats", _), ("reset", _), ("faults", _): throw .wrongMethod(method.rawValue)
        default: throw .unknownPath(request.head.path ?? "")
        }
    }

    /// A client may take the `uri` of a file for its name; Google's own understands those that begin with `https:`, which
    /// ours do not.
    private static func withoutAddress(_ path: [String]) -> [String] {
        guard path.count == 7, path[1] == "files", path[2] == "http:", path[5] == "files" else { return path }
        return [path[0], path[1], path[6]]
    }

    /// What the service has and the emulator has not.
    private static func other(_ path: [String]) -> String? {
        guard path.count >= 2, versions.contains(path[0]) else { return nil }
        let last = path[path.count - 1]
        if path[1] == "models", let mark = last.lastIndex(of: ":"), !last.hasSuffix(":countTokens") {
            return "The emulator has no \(last[last.index(after: mark)...].prefix(40)): ask with interactions instead."
        }
        let collection = path[1].prefix { $0 != ":" }
        let others: Set<Substring> = [
            "agents", "batches", "cachedContents", "corpora", "dynamic", "fileSearchStores", "generatedFiles",
            "operations", "tunedModels", "webhooks",
        ]
        return others.contains(collection) ? "The emulator has no \(collection)." : nil
    }

    private static let versions: Set<String> = ["v1", "v1beta"]

    /// `nil`: no such path. `.some(nil)`: the path is there, but not for this method.
    private static func match(_ path: [String], _ method: HTTPRequest.Method) -> Operation?? {
        switch (path[0], path.count) {
        case ("interactions", 1): method == .post ? .createInteraction : .some(nil)
        case ("interactions", 2):
            switch method {
            case .get: .getInteraction(path[1])
            case .delete: .deleteInteraction(path[1])
            default: .some(nil)
            }
        case ("interactions", 3) where path[2] == "cancel":
            method == .post ? .cancelInteraction(path[1]) : .some(nil)
        case ("files", 1): method == .get ? .listFiles : .some(nil)
        case ("files:register", 1): method == .post ? .registerFiles : .some(nil)
        case ("files", 2) where path[1].hasSuffix(":download"):
            method == .get ? .downloadFile(String(path[1].dropLast(9))) : .some(nil)
        case ("files", 2):
            switch method {
            case .get: .getFile(path[1])
            case .delete: .deleteFile(path[1])
            default: .some(nil)
            }
        case ("models", 1): method == .get ? .listModels : .some(nil)
        case ("models", 2) where path[1].hasSuffix(":countTokens"):
            method == .post ? .countTokens(String(path[1].dropLast(12))) : .some(nil)
        case ("models", 2): method == .get ? .getModel(path[1]) : .some(nil)
        default: nil
        }
    }
}
