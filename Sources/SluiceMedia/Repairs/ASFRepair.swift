/// Windows Media: the Advanced Systems Format specification, revision 01.20.03, sections 3.1 to 3.3.
///
/// Sound alone and video share one container and one answer of libmagic; the stream properties objects tell.
struct ASFRepair: Repair {
    let doubts: Set<MediaType> = ["video/x-ms-asf"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        let objects = ASFObject.all(in: &file)
        guard objects.contains(where: \.isAudio), !objects.contains(where: \.isVideo) else { return nil }
        return Finding("audio/x-ms-wma", "its streams hold sound and no picture")
    }
}
