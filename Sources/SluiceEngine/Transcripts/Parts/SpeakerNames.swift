/// Tells who a part's speakers are among those of the parts before: `Speaker 1` of one may be `Speaker 2` of another.
struct SpeakerNames {
    private let names: [String: String]

    /// - Parameter pairs: Who is said to speak the same word, by the left and by the right.
    init(left: [String?], right: [String?], pairs: [(left: String?, right: String?)]) {
        var votes: [String: [String: Int]] = [:]
        for case (let old?, let new?) in pairs { votes[new, default: [:]][old, default: 0] += 1 }
        var names: [String: String] = [:]
        for (new, counts) in votes {
            names[new] = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        }
        // Who alone is left over on both sides is likely the same person.
        let unheard = Set(left.compactMap(\.self)).subtracting(names.values)
        let unnamed = Set(right.compactMap(\.self)).subtracting(names.keys)
        if let old = unheard.first, let new = unnamed.first, unheard.count == 1, unnamed.count == 1, !pairs.isEmpty,
            new.last?.isNumber == true
        {
            names[new] = old
        }
        // A number that now means somebody else is given up for a new one.
        var taken = Set(left.compactMap(\.self)).union(right.compactMap(\.self))
        for case let name? in right where names[name] == nil {
            guard let match = name.wholeMatch(of: /(.*?)\d{1,4}/), names.values.contains(name) else {
                names[name] = name
                continue
            }
            var number = 1
            while taken.contains("\(match.1)\(number)") { number += 1 }
            taken.insert("\(match.1)\(number)")
            names[name] = "\(match.1)\(number)"
        }
        self.names = names
    }

    func name(_ name: String) -> String { names[name] ?? name }
}
