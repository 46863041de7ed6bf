/// Samples without a header as telephony has them: ITU-T G.711, section 2. 8,000 a second, of one byte.
struct TelephoneFacts: FactReader {
    let types: Set<MediaType>
    private let codec: String

    init(of type: MediaType, codec: String) {
        types = [type]
        self.codec = codec
    }

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        facts.codecs = [codec]
        facts.duration = Double(file.size) / 8000
    }
}
