import StructuredJSON

/// What may stand at one place of a pipeline file.
///
/// The loader checks against these shapes and the published JSON Schema is written from them, so the two agree.
indirect enum RecipeShape: Sendable {
    case text
    case choice([String])
    case flag
    case integer(ClosedRange<Int>)
    /// The lower bound itself is left out when `isAbove`.
    case number(ClosedRange<Double>, isAbove: Bool = false)
    /// Seconds as the API writes them: `10s`, `0.5s`.
    case offset
    case list(RecipeShape, least: Int = 0)
    case keys([RecipeKey])
    /// Any mapping: its names belong to somebody else.
    case anyMap
    /// The first of these that takes this kind of value says what is wrong with it.
    case either([RecipeShape])

    /// Whether a value of this kind could be right, whatever is in it.
    private func takes(_ value: LocatedValue) -> Bool {
        switch (self, value.content) {
        case (.text, .scalar(.string)), (.choice, .scalar(.string)), (.offset, .scalar(.string)),
            (.flag, .scalar(.bool)), (.integer, .scalar(.number)), (.number, .scalar(.number)), (.list, .list),
            (.keys, .map), (.anyMap, .map):
            true
        case (.either(let shapes), _): shapes.contains { $0.takes(value) }
        default: false
        }
    }

    /// Finds the first thing that is wrong in a value, at any depth.
    func check(_ value: LocatedValue, called name: String, file: String) throws(RecipeError) {
        func wrong(_ hint: String? = nil) -> RecipeError {
            RecipeError("\(name) should be \(needed), not \(value.found)", hint: hint, file: file, at: value.place)
        }
        guard takes(value) else { throw wrong(hint(for: value)) }
        switch self {
        case .text, .flag, .anyMap: break
        case .choice(let names):
            if let text = value.json.string, !names.contains(text) { throw wrong(Self.didYouMean(text, names)) }
        case .integer(let range):
            guard let int = value.json.number?.int, range.contains(int) else { throw wrong() }
        case .number(let range, let isAbove):
            guard let number = value.json.number?.double, range.contains(number),
                !isAbove || number > range.lowerBound
            else { throw wrong() }
        case .offset:
            guard Self.seconds(value.json.string ?? "") != nil else { throw wrong("for example \"10s\" or \"2.5s\"") }
        case .list(let element, let least):
            let elements = value.list ?? []
            guard elements.count >= least else { throw wrong() }
            for (index, item) in elements.enumerated() {
                try element.check(item, called: "\(name)[\(index)]", file: file)
            }
        case .keys(let keys): try Self.check(value, keys, called: name, file: file)
        case .either(let shapes):
            guard let shape = shapes.first(where: { $0.takes(value) }) else { throw wrong() }
            try shape.check(value, called: name, file: file)
        }
    }

    private static func check(
        _ value: LocatedValue,
        _ keys: [RecipeKey],
        called name: String,
        file: String
    ) throws(RecipeError) {
        let members = value.map ?? []
        for member in members where !keys.contains(where: { $0.name == member.key }) {
            let place = name.isEmpty ? "" : " in \(name)"
            let hint = Spelling.hint(for: member.key, in: keys.map(\.name))
            throw RecipeError("unknown key '\(member.key)'\(place)", hint: hint, file: file, at: member.place)
        }
        for key in keys {
            let path = name.isEmpty ? key.name : "\(name).\(key.name)"
            if let member = members.first(where: { $0.key == key.name }) {
                try key.shape.check(member.value, called: path, file: file)
            } else if key.isRequired {
                throw RecipeError("\(path) is missing: \(key.about)", file: file, at: value.place)
            }
        }
    }

    private static func didYouMean(_ word: String, _ names: [String]) -> String? {
        Spelling.nearest(to: word, in: names).map { "did you mean '\($0)'?" }
    }

    private func hint(for value: LocatedValue) -> String? {
        switch (self, value.content) {
        case (.flag, .scalar(.string("yes"))), (.flag, .scalar(.string("on"))): "write true"
        case (.flag, .scalar(.string("no"))), (.flag, .scalar(.string("off"))): "write false"
        case (.text, .scalar(.number)), (.text, .scalar(.bool)), (.choice, .scalar(.bool)): "put it in quotes"
        case (.list(.keys, _), .scalar(.string(let text))): "write a list, - text: \(text.prefix(40))"
        case (.list, .scalar(.string(let text))): "write [\(text.prefix(40))]"
        default: nil
        }
    }

    /// `10s` as 10. `nil` when it is not an offset.
    static func seconds(_ text: String) -> Double? {
        guard text.wholeMatch(of: /[0-9]{1,9}(\.[0-9]{1,9})?s/) != nil else { return nil }
        return Double(text.dropLast())
    }
}

extension TimeText {
    /// Seconds of an offset as recipes write it: `90s`. `nil` for anything else.
    package static func offset(_ text: String) -> Double? { RecipeShape.seconds(text) }
}
