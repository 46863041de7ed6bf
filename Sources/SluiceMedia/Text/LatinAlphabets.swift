/// The letters beyond a to z of the languages that are written in Latin letters. A reading of a legacy encoding that no
/// language's letters cover is not the right one.
enum LatinAlphabets {
    /// How many of these letters, in lower case, one language has at most.
    static func bestCover(of letters: [Unicode.Scalar: Int]) -> Int {
        alphabets.map { alphabet in
            letters.reduce(0) { alphabet.contains($1.key) ? $0 + $1.value : $0 }
        }.max() ?? 0
    }

    /// German, Dutch, French, Italian, Spanish, Catalan, Portuguese, Swedish and Finnish, Danish and Norwegian, Icelandic,
    /// Polish, Czech, Slovak, Hungarian, Romanian (with cedilla and with comma), Croatian and Slovene, Lithuanian, Latvian,
    /// Estonian, Turkish, Maltese, Esperanto, Welsh.
    private static let alphabets: [Set<Unicode.Scalar>] = [
        "äöüßé", "éèëïöüáóíä", "àâæçéèêëîïôœùûüÿ", "àèéìíîòóùú", "áéíóúüñçº", "àçéèíïòóúüñ", "ãáàâçéêíõóôúüªº",
        "åäöéüàš", "æøåéäöüôòóâ", "áðéíóúýþæö", "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű",
        "ăâîşţșț", "čćđšž", "ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž", "çğıöşüâîûi̇", "ċġħżàèìòù", "ĉĝĥĵŝŭ",
        "âêîôûŵŷáéíóúẃẁẅï",
    ].map { Set($0.unicodeScalars) }
}
