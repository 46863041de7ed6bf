import SluiceSupport

extension String {
    var oneLine: String { sanitized(for: .line) }

    /// `nil` when there is nothing in it.
    package var filled: String? { isEmpty ? nil : self }

    /// Its beginning, for a message.
    var excerpt: String { count > 40 ? "\(prefix(40))…" : self }
}
