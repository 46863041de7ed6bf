/// Writes a record in the formats of a recipe. Everything in them is from the record, so they can be written again without
/// asking the model.
struct OutputWriter: Sendable {
    let formats: [OutputFormat]
    let templates: [OutputFormat: OutputTemplate]

    init(_ output: Recipe.Output) {
        formats = output.formats.filter { $0 != .json }
        templates = output.templates
    }

    /// - Returns: `nil` for a record that has nothing for the format: no file is written then.
    /// - Throws: What the format throws.
    func data(of record: Record, as format: OutputFormat) throws -> [UInt8]? {
        guard format != .json, record.status == .completed, record.output != nil else { return nil }
        if let template = templates[format] { return TextFormat.ended(template.render(record)) }
        return try record.data(as: format)
    }
}
