import Foundation

extension EXIF {
    /// Puts what is known of the tags into facts.
    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let main = directory(at: first, in: &file) else { return }
        take(main, EXIFTag.names, &file, &facts)
        for entry in main.entries {
            guard entry.tag == 0x8769 || entry.tag == 0x8825, let number = numbers(of: entry, in: &file)?.first,
                let offset = Int64(exactly: number), let inner = directory(at: offset, in: &file)
            else { continue }
            if entry.tag == 0x8769 {
                take(inner, EXIFTag.names, &file, &facts)
            } else {
                place(inner, &file, &facts)
            }
        }
    }

    private func take(
        _ directory: Directory,
        _ names: [Int: String],
        _ file: inout ByteReader,
        _ facts: inout MediaFacts
    ) {
        for entry in directory.entries {
            guard let name = names[entry.tag] else { continue }
            if let text = text(of: entry, in: &file) {
                facts.exif[name] = text
            } else if let values = numbers(of: entry, in: &file), values.allSatisfy(\.isFinite), !values.isEmpty {
                if entry.tag == 0x0112 { facts.orientation = Int(exactly: values[0]) }
                facts.exif[name] = values.map { Self.written($0, name) }.joined(separator: " ")
            }
        }
    }

    /// The place on Earth. A latitude says only in another tag which side of the equator it is on.
    private func place(_ directory: Directory, _ file: inout ByteReader, _ facts: inout MediaFacts) {
        let entries = Dictionary(directory.entries.map { ($0.tag, $0) }) { first, _ in first }
        for (name, tag, side, negative) in [("GPSLatitude", 2, 1, "S"), ("GPSLongitude", 4, 3, "W")] {
            guard let entry = entries[tag], let parts = numbers(of: entry, in: &file), parts.count == 3,
                parts.allSatisfy(\.isFinite)
            else { continue }
            let degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
            guard degrees <= 180 else { continue }
            let isNegative = entries[side].flatMap { text(of: $0, in: &file) } == negative
            facts.exif[name] = Self.decimal(isNegative ? -degrees : degrees, places: 6)
        }
        if let entry = entries[6], let height = numbers(of: entry, in: &file)?.first, height.isFinite {
            let isBelow = entries[5].flatMap { numbers(of: $0, in: &file)?.first } == 1
            facts.exif["GPSAltitude"] = Self.decimal(isBelow ? -height : height, places: 2)
        }
    }

    /// Exposure times are spoken of as parts of a second.
    private static func written(_ value: Double, _ name: String) -> String {
        if name == "ExposureTime", value > 0, value < 0.5, 1 / value < 1e6 { return "1/\(Int((1 / value).rounded()))" }
        return decimal(value, places: 4)
    }

    private static func decimal(_ value: Double, places: Int) -> String {
        guard abs(value) < 1e12 else { return "\(value)" }
        let scale = pow(10, Double(places))
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
