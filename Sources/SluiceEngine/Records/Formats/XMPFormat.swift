import SluiceSupport

/// `.xmp`: title, description, alternative text and keywords for programs that sort photos, by the names of Dublin Core and IPTC.
struct XMPFormat: TextRecordFormat {
    static let fileExtension = "xmp"
    static let subject: String? = "photos"

    /// `nil` when the answer has nothing for any of them.
    func text(of record: Record) -> String? {
        let answer = record.answer
        let altText = answer.altText
        let caption = answer.caption ?? altText ?? (answer.data == nil ? record.text?.filled : nil)
        let properties = [
            alternative("dc:title", answer.title),
            alternative("dc:description", caption),
            alternative("Iptc4xmpCore:AltTextAccessibility", altText),
            bag("dc:subject", answer.keywords),
        ].compactMap(\.self)
        guard !properties.isEmpty else { return nil }
        return """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Sluice">
             <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
              <rdf:Description rdf:about=""
                xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
            \(properties.joined(separator: "\n"))
              </rdf:Description>
             </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """
    }

    private func alternative(_ name: String, _ text: String?) -> String? {
        guard let text = text.map(Self.escaped)?.filled else { return nil }
        return "   <\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(text)</rdf:li></rdf:Alt></\(name)>"
    }

    private func bag(_ name: String, _ texts: [String]) -> String? {
        guard !texts.isEmpty else { return nil }
        let items = texts.map { "    <rdf:li>\(Self.escaped($0))</rdf:li>" }.joined(separator: "\n")
        return "   <\(name)><rdf:Bag>\n\(items)\n   </rdf:Bag></\(name)>"
    }

    private static func escaped(_ text: String) -> String {
        text.sanitized(for: .file).escaped(for: .xml)
    }
}

extension OutputFormat {
    /// A sidecar for programs that sort photos.
    public static let xmp = Self(XMPFormat.self)
}
