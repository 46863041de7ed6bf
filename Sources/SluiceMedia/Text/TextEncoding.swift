/// How the characters of a text are written as bytes.
package struct TextEncoding: Hashable, Sendable {
    /// As people and the record call it, in lower case: `windows-1250`.
    package let name: String
    /// As iconv calls it.
    let iconvName: String

    package static let utf8 = Self(name: "utf-8", iconvName: "UTF-8")
    package static let utf16LittleEndian = Self(name: "utf-16le", iconvName: "UTF-16LE")
    package static let utf16BigEndian = Self(name: "utf-16be", iconvName: "UTF-16BE")
    static let windows1252 = Self(name: "windows-1252", iconvName: "CP1252")

    /// Whether bytes without a mark are UTF-16, and in which order; `nil` when they are not.
    package static func isBigEndianUTF16(_ head: [UInt8]) -> Bool? {
        head.contains(0) ? UTF16Guess.isBigEndian(head) : nil
    }

    /// Bytes of its smallest unit.
    var unit: Int { name.hasPrefix("utf-16") || name.hasPrefix("ucs-2") ? 2 : name.hasPrefix("utf-32") ? 4 : 1 }

    private init(name: String, iconvName: String) {
        self.name = name
        self.iconvName = iconvName
    }

    /// By a label of the WHATWG's Encoding Standard or a name of the system's iconv, in whatever case.
    ///
    /// Where browsers read a label as the larger set that Windows made of it (`iso-8859-1`, `gb2312`, `shift_jis`), so is it
    /// here: what is labelled so is written in the larger set more often than not.
    ///
    /// `nil` for a label that neither knows.
    package init?(label: String) {
        let label = label.lowercased().trimmingBlanks
        let isName = label.utf8.allSatisfy { byte in
            (0x30...0x3A).contains(byte) || (0x61...0x7A).contains(byte) || [0x2B, 0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard !label.isEmpty, label.utf8.count <= 40, isName else { return nil }
        if let (name, iconvName) = Self.larger[label] {
            self.init(name: name, iconvName: iconvName)
        } else {
            self.init(name: Self.commonName(label), iconvName: label.uppercased())
        }
        guard Iconv(from: iconvName) != nil else { return nil }
    }

    private static func commonName(_ label: String) -> String {
        let number = label.hasPrefix("cp") ? label.dropFirst(2) : ""
        return number.count == 4 && number.hasPrefix("125") ? "windows-\(number)" : label
    }

    /// Labels that mean more than they say, and names that iconv spells otherwise.
    private static let larger: [String: (String, String)] = {
        let sets: [(name: String, iconv: String, labels: String)] = [
            ("utf-8", "UTF-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8"),
            ("utf-16le", "UTF-16LE", "utf-16le utf-16 utf16 ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff"),
            ("utf-16be", "UTF-16BE", "utf-16be unicodefffe"),
            (
                "windows-1252", "CP1252",
                "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 l1 ascii us-ascii ansi_x3.4-1968"
            ),
            ("windows-1254", "CP1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5"),
            ("windows-874", "CP874", "windows-874 cp874 tis-620 iso-8859-11 iso8859-11 dos-874"),
            ("shift_jis", "CP932", "shift_jis shift-jis sjis ms_kanji x-sjis csshiftjis windows-31j ms932 cp932"),
            ("gb18030", "GB18030", "gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 cp936 euc-cn"),
            ("euc-kr", "CP949", "euc-kr uhc cp949 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949"),
            ("big5", "BIG5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
            ("euc-jp", "EUC-JP", "euc-jp x-euc-jp cseucpkdfmtjapanese"),
            ("macintosh", "MACINTOSH", "macintosh mac mac-roman macroman x-mac-roman csmacintosh"),
            ("x-mac-ce", "MAC-CENTRALEUROPE", "x-mac-ce mac-centraleurope mac-ce maccentraleurope"),
            ("x-mac-cyrillic", "MAC-CYRILLIC", "x-mac-cyrillic mac-cyrillic x-mac-ukrainian maccyrillic"),
            ("ibm866", "IBM866", "ibm866 cp866 866 csibm866 dos-866"),
            ("ibm850", "IBM850", "ibm850 cp850 dos-850 850"), ("ibm852", "IBM852", "ibm852 cp852 dos-852 852"),
            ("koi8-r", "KOI8-R", "koi8-r koi koi8 koi8_r cskoi8r"), ("koi8-u", "KOI8-U", "koi8-u koi8-ru"),
        ]
        var table: [String: (String, String)] = [:]
        for set in sets {
            for label in set.labels.split(separator: " ") { table[String(label)] = (set.name, set.iconv) }
        }
        return table
    }()
}

extension String {
    fileprivate var trimmingBlanks: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
