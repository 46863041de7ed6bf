/// A point on which the service's documentation is silent or contradicts itself: what may be so, and what the emulator
/// takes to be so unless told.
public struct Doubt: Sendable {
    /// Such as `chunk-granularity`.
    public let name: String
    /// What can be chosen: words, or a range of numbers.
    public let values: String
    /// What holds unless told.
    public let standard: String
    /// What the words mean, and where the default is from.
    public let about: String
    let settle: @Sendable (inout EmulatorOptions, String) -> Bool

    private init(
        _ name: String,
        _ values: String,
        _ standard: String,
        _ about: String,
        settle: @escaping @Sendable (inout EmulatorOptions, String) -> Bool
    ) {
        self.name = name
        self.values = values
        self.standard = standard
        self.about = about
        self.settle = settle
    }

    /// Yes or no.
    static func question(
        _ name: String,
        _ path: any WritableKeyPath<EmulatorOptions, Bool> & Sendable,
        _ about: String
    ) -> Self {
        Self(name, "yes|no", EmulatorOptions()[keyPath: path] ? "yes" : "no", about) { options, text in
            guard let answer = ["yes": true, "no": false][text] else { return false }
            options[keyPath: path] = answer
            return true
        }
    }

    /// One of several words.
    static func choice<Word: CaseIterable & RawRepresentable<String> & SendableMetatype>(
        _ name: String,
        _ path: any WritableKeyPath<EmulatorOptions, Word> & Sendable,
        _ about: String
    ) -> Self {
        let words = Word.allCases.map(\.rawValue).joined(separator: "|")
        return Self(name, words, EmulatorOptions()[keyPath: path].rawValue, about) { options, text in
            guard let word = Word(rawValue: text) else { return false }
            options[keyPath: path] = word
            return true
        }
    }

    /// A number of a range.
    static func number<Number: FixedWidthInteger & Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<EmulatorOptions, Number> & Sendable,
        _ range: ClosedRange<Number>,
        _ about: String
    ) -> Self {
        let values = "\(range.lowerBound)…\(range.upperBound)"
        return Self(name, values, "\(EmulatorOptions()[keyPath: path])", about) { options, text in
            guard let number = Number(text), range.contains(number) else { return false }
            options[keyPath: path] = number
            return true
        }
    }
}
