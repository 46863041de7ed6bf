public import Foundation
import SluiceMedia
public import StructuredJSON

/// Answers that were written down: rules that say what to answer to which question.
///
/// The first rule that matches answers; what none matches, the offline model answers. ``schema`` says all that a
/// script can hold.
public struct Script: Sendable, Hashable {
    let rules: [ScriptRule]

    /// No rules.
    public static let none = Self(rules: [])

    private init(rules: [ScriptRule]) { self.rules = rules }

    /// - Throws: ``RuleError`` for what the schema does not allow.
    public init(_ json: JSONValue) throws(RuleError) {
        try Self.schema.require(json)
        var rules: [ScriptRule] = []
        for rule in json["answers"]?.array ?? [] { rules.append(try ScriptRule(rule)) }
        self.rules = rules
    }

    /// Reads YAML or JSON.
    ///
    /// - Throws: ``RuleError`` for what is neither, or what the schema does not allow.
    public init(parsing text: String) throws(RuleError) {
        try self.init(RuleDocument.json(text))
    }

    /// Reads a file, or every `.yaml`, `.yml` and `.json` of a folder in the order of their names.
    ///
    /// - Throws: ``RuleError`` with the name of the file that cannot be used.
    public init(contentsOf url: URL) throws(RuleError) {
        var rules: [ScriptRule] = []
        for file in try Self.files(at: url) {
            do throws(RuleError) {
                guard let data = try? RegularFile.read(file.path(percentEncoded: false)) else {
                    throw RuleError("cannot be read")
                }
                rules += try Script(parsing: String(decoding: data, as: UTF8.self)).rules
            } catch {
                throw RuleError("\(file.lastPathComponent): \(error)")
            }
        }
        self.rules = rules
    }

    private static func files(at url: URL) throws(RuleError) -> [URL] {
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        guard exists else { throw RuleError("\(url.path) is not there") }
        guard isFolder.boolValue else { return [url] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.sorted().map { url.appending(path: $0) }.filter {
            ["yaml", "yml", "json"].contains($0.pathExtension.lowercased())
        }
    }
}
