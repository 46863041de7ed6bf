/// The page of the report without its data: what it looks like and does. Plain files, joined here.
public enum ReportPage {
    /// HTML with comments where the parts go: policy, title, style, data and script.
    public static var html: String { text(PackageResources.page_html) }

    public static var style: String { text(PackageResources.page_css) }

    /// One script out of all files, in the order in which they need each other.
    public static var script: String {
        let files = [
            PackageResources.dom_js, PackageResources.format_js, PackageResources.data_js, PackageResources.state_js,
            PackageResources.values_js, PackageResources.cards_js, PackageResources.player_js,
            PackageResources.detail_js, PackageResources.overview_js, PackageResources.theme_js,
            PackageResources.main_js,
        ]
        return "(() => {\n\"use strict\";\n" + files.map(text).joined(separator: "\n") + "})();\n"
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
