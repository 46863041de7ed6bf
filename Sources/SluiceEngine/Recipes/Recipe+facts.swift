extension Recipe {
    /// Whether any prompt asks for what only a file's headers tell.
    var readsFacts: Bool {
        if system?.readsFacts == true { return true }
        return turns.flatMap(\.input).contains { part in
            if case .text(let template) = part { template.readsFacts } else { false }
        }
    }
}
