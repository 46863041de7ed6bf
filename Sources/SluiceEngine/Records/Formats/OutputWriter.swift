/// Writes a record in the formats of a recipe. Everything in them is from the record, so they can be written again without
/// asking the model.
struct OutputWriter: Sendable {
    let formats: [Recipe.Output.Format]
    let templates: [Recipe.Output.Format: OutputTemplate]

    init(_ output: Recipe.Output) {
        formats = output.formats.filter { $0 != .json }
        templates = output.templates
    }

    /// - Returns: `nil` for a record that has nothing for the format: no file is written then.
    /// - Throws: What the format throws.
    func data(of record: Record, as format: Recipe.Output.Format) throws -> [UInt8]? {
        guard record.status == .completed, record.output != nil, let type = format.type else { return nil }
        if let template = templates[format] { return TextFormat.ended(template.render(record)) }
        return try type.init().data(for: record)
    }
}
