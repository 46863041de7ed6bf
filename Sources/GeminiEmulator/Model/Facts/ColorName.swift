/// Colours by the names people give them.
enum ColorName {
    /// The commonest colours among pixels of three bytes each.
    static func common(in pixels: [UInt8], limit: Int = 3) -> [String] {
        var counts: [String: Int] = [:]
        var index = 0
        while index + 2 < pixels.count {
            counts[name(pixels[index], pixels[index + 1], pixels[index + 2]), default: 0] += 1
            index += 3
        }
        let total = pixels.count / 3
        let sorted = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        return sorted.prefix(limit).filter { $0.value * 20 >= total }.map(\.key)
    }

    static func name(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> String {
        let (r, g, b) = (Double(red), Double(green), Double(blue))
        let high = max(r, g, b)
        let low = min(r, g, b)
        let spread = high - low
        if high < 45 { return "black" }
        if spread < 28 { return gray(high) }
        let hue = hue(r, g, b, high, spread)
        let isDark = high < 110
        switch hue {
        case ..<18, 342...: return isDark ? "dark red" : (low > 150 ? "pink" : "red")
        case ..<45: return high < 190 ? "brown" : (low > 140 ? "beige" : "orange")
        case ..<68: return isDark ? "olive" : (low > 150 ? "cream" : "yellow")
        case ..<160: return isDark ? "dark green" : "green"
        case ..<195: return "teal"
        case ..<255: return isDark ? "dark blue" : (low > 140 ? "light blue" : "blue")
        case ..<290: return "purple"
        default: return "magenta"
        }
    }

    private static func gray(_ level: Double) -> String {
        switch level {
        case ..<90: "dark gray"
        case ..<175: "gray"
        case ..<225: "light gray"
        default: "white"
        }
    }

    /// In degrees.
    private static func hue(_ r: Double, _ g: Double, _ b: Double, _ high: Double, _ spread: Double) -> Double {
        let sector =
            if high == r {
                (g - b) / spread
            } else if high == g {
                2 + (b - r) / spread
            } else {
                4 + (r - g) / spread
            }
        return (sector * 60 + 360).truncatingRemainder(dividingBy: 360)
    }
}
