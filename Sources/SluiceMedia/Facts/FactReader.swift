/// Reads what the headers of one format say.
///
/// Like a repair it reads no more than it needs, believes no length that the file states, and ends on any bytes.
protocol FactReader: Sendable {
    /// The contents that it knows, by their common names.
    var types: Set<MediaType> { get }

    func read(_ file: inout ByteReader, into facts: inout MediaFacts)
}

/// All fact readers.
enum FactReaders {
    private static let all: [any FactReader] = [
        PNGFacts(), JPEGFacts(), WebPFacts(), GIFFacts(), TIFFFacts(), CameraRawFacts(), HEIFFacts(), PlainImageFacts(),
        WaveFacts(),
        AIFFFacts(), FLACFacts(), MPEGAudioFacts(), ADTSFacts(), OggFacts(), SunAudioFacts(), CoreAudioFacts(),
        AMRFacts(), DolbyFacts(), TelephoneFacts(of: "audio/alaw", codec: "pcm_alaw"),
        TelephoneFacts(of: "audio/mulaw", codec: "pcm_mulaw"),
        ISOMediaFacts(), MatroskaFacts(), AVIFacts(), ASFFacts(), FlashFacts(), MPEGStreamFacts(), PDFFacts(),
        ZipDocumentFacts(),
    ]

    private static let byType: [MediaType: any FactReader] = {
        var table: [MediaType: any FactReader] = [:]
        for reader in all { for type in reader.types { table[type] = reader } }
        return table
    }()

    static func facts(of content: MediaType, in descriptor: CInt, size: Int64) -> MediaFacts {
        var facts = MediaFacts()
        guard let reader = byType[content] else { return facts }
        var file = ByteReader(descriptor, size: size, budget: 1 << 26)
        reader.read(&file, into: &facts)
        facts.dropNonsense()
        facts.hold(content, toSize: size)
        return facts
    }
}

extension MediaFacts {
    /// Leaves out what no file can mean.
    fileprivate mutating func dropNonsense() {
        if let width, let height, width > 0, height > 0 {
        } else {
            width = nil
            height = nil
        }
        if let turn = orientation, !(1...8).contains(turn) { orientation = nil }
        if let count = pages, !(1...10_000_000).contains(count) { pages = nil }
    }
}
