import Foundation

/// A folder of its own for one conversion, in which every file has a short plain name.
///
/// Tools read patterns, options, prefixes and playlists into names (`scan[1].bmp`, `%03d.png`, `-v.mkv`, `mvg:a`). They are run
/// in this folder and see none but these names, and what asks for its neighbours finds none.
struct Workshop: Sendable {
    let folder: URL
    var path: String { folder.path(percentEncoded: false) }

    /// - Throws: When it cannot be made.
    init(in cache: ConversionCache) throws {
        folder = try cache.draft(suffix: "work")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    func place(_ name: String) -> URL { folder.appending(path: name) }

    /// Has a file found here under a plain name.
    func link(_ file: URL, as name: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: place(name).path(percentEncoded: false),
            withDestinationPath: file.path(percentEncoded: false)
        )
    }

    func write(_ data: Data, as name: String) throws { try data.write(to: place(name)) }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// What ImageMagick may not do, whatever a file asks of it: start other programs, read names from files, take formats that
    /// name other files.
    static let policy = """
        <?xml version="1.0" encoding="UTF-8"?>
        <policymap>
          <policy domain="delegate" rights="none" pattern="*"/>
          <policy domain="path" rights="none" pattern="@*"/>
          <policy domain="path" rights="none" pattern="|*"/>
          <policy domain="coder" rights="none" pattern="{MSL,MVG,URL,HTTP,HTTPS,FTP,FILE,TEXT,LABEL,CAPTION,EPHEMERAL}"/>
          <policy domain="coder" rights="none" pattern="{PS,PS2,PS3,EPS,EPI,EPT,PDF,XPS,PCL,SHOW,WIN,PLT,VID}"/>
        </policymap>
        """
}
