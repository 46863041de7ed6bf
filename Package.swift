// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let recipes = [
    "describe-images", "extract-documents", "photo-with-voice-note", "summarize-video", "transcribe-audio",
]

/// The parts of the report's page.
let page =
    ["page.html", "page.css"]
    + ["dom", "format", "data", "state", "values", "cards", "player", "detail", "overview", "theme", "main"].map {
        "\($0).js"
    }

extension Target.Dependency {
    static let collections = product(name: "OrderedCollections", package: "swift-collections")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let logging = product(name: "Logging", package: "swift-log")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let nio: [Self] = ["NIOCore", "NIOPosix", "NIOHTTP1"].map { .product(name: $0, package: "swift-nio") }
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let systemPackage = product(
        name: "SystemPackage",
        package: "swift-system",
        condition: .when(platforms: [.linux])
    )
    static let yams = product(name: "Yams", package: "Yams")
    static let mustache = product(name: "Mustache", package: "swift-mustache")
    static let arguments = product(name: "ArgumentParser", package: "swift-argument-parser")
}

/// A target of ours and its tests, both under the same settings.
func floor(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
    _ name: String,
    _ dependencies: [Target.Dependency],
    exclude: [String] = [],
    resources: [Resource] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        exclude: exclude,
        resources: resources,
        swiftSettings: settings
    )
}

let package = Package(
    name: "sluice",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Sluice", targets: ["Sluice"]),
        .library(name: "Gemini", targets: ["Gemini", "SluiceCurl", "SluiceHTTP", "StructuredJSON"]),
        .library(name: "GeminiEmulator", targets: ["GeminiEmulator"]),
        .library(name: "SluiceStages", targets: ["SluiceStages"]),
        .library(name: "SluiceMedia", targets: ["SluiceMedia"]),
        .executable(name: "sluice", targets: ["SluiceCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(
            name: "CSluiceCurl",
            cSettings: [.define("_FORTIFY_SOURCE", to: "2", .when(configuration: .release))],
            linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]
        ),
        .systemLibrary(
            name: "CSluiceMagic",
            pkgConfig: "libmagic",
            providers: [.apt(["libmagic-dev"]), .yum(["file-devel"]), .brew(["libmagic"])]
        ),
        .systemLibrary(
            name: "CSluiceCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .yum(["openssl-devel"]), .brew(["openssl@3"])]
        ),
        // Encodings from before Unicode: uchardet guesses, the system's iconv converts.
        .systemLibrary(
            name: "CSluiceCharsets",
            pkgConfig: "uchardet",
            providers: [.apt(["libuchardet-dev"]), .yum(["uchardet-devel"]), .brew(["uchardet"])]
        ),
        .systemLibrary(
            name: "CSluiceZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .yum(["zlib-devel"]), .brew(["zlib"])]
        ),
        floor("SluiceSupport", []),
        floor("SluiceStages", []),
        floor("StructuredJSON", ["SluiceSupport", .collections]),
        floor("SluiceHTTP", ["SluiceSupport", .httpTypes]),
        .target(
            name: "SluiceMedia",
            dependencies: [
                "SluiceSupport", "CSluiceMagic", "CSluiceCrypto", "CSluiceCharsets", "CSluiceZlib", .subprocess,
                .systemPackage,
            ],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]
        ),
        floor("SluiceCurl", ["SluiceHTTP", "CSluiceCurl", "CSluiceCrypto", .httpTypes]),
        floor("Gemini", ["SluiceSupport", "SluiceHTTP", "StructuredJSON", .httpTypes, .logging]),
        floor("SluiceLedger", ["SluiceSupport", .grdb]),
        floor(
            "GeminiEmulator",
            ["SluiceSupport", "SluiceHTTP", "StructuredJSON", "SluiceMedia", .httpTypes, .yams] + .nio
        ),
        .target(
            name: "SluiceBuiltInRecipes",
            path: "pipelines",
            exclude: ["embedding"],
            sources: ["BuiltInRecipe.swift"],
            resources: recipes.map { .embedInCode("\($0).yaml") },
            swiftSettings: settings
        ),
        .target(
            name: "SluiceReportPage",
            resources: page.map { .embedInCode("page/\($0)") },
            swiftSettings: settings
        ),
        .target(
            name: "SluiceBuiltInPrices",
            path: "prices",
            sources: ["BuiltInPrices.swift"],
            resources: [.embedInCode("prices.json")],
            swiftSettings: settings
        ),
        floor(
            "SluiceEngine",
            [
                "SluiceStages", "StructuredJSON", "SluiceSupport", "SluiceMedia", "SluiceLedger",
                "SluiceBuiltInRecipes", "SluiceBuiltInPrices", "SluiceReportPage", .yams, .mustache,
            ]
        ),
        floor(
            "SluiceGemini",
            [
                "SluiceEngine", "Gemini", "SluiceCurl", "SluiceHTTP", "SluiceLedger", "SluiceMedia", "SluiceStages",
                "SluiceSupport", "StructuredJSON", .httpTypes, .logging,
            ]
        ),
        // One import for users.
        floor(
            "Sluice",
            [
                "SluiceEngine", "SluiceGemini", "Gemini", "SluiceCurl", "SluiceMedia", "SluiceStages", "StructuredJSON",
            ]
        ),
        .executableTarget(
            name: "SluiceCLI",
            dependencies: ["Sluice", "SluiceSupport", "GeminiEmulator", "SluiceCurl", .arguments],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "embedding",
            dependencies: ["Sluice", .grdb],
            path: "pipelines/embedding",
            swiftSettings: settings
        ),
        .target(
            name: "TestSupport",
            dependencies: [.httpTypes, .subprocess, .systemPackage, "SluiceHTTP"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        tests("SluiceSupport", []),
        tests("SluiceStages", []),
        tests("StructuredJSON", []),
        tests("SluiceHTTP", [.httpTypes]),
        tests("SluiceMedia", [], exclude: ["Corpus"]),
        tests("SluiceCurl", ["SluiceHTTP", .httpTypes] + .nio),
        tests("Gemini", ["SluiceHTTP", "StructuredJSON", "GeminiEmulator", "SluiceCurl", .httpTypes]),
        tests("SluiceLedger", [.grdb]),
        tests(
            "GeminiEmulator",
            ["SluiceSupport", "SluiceHTTP", "StructuredJSON", "SluiceCurl", "SluiceMedia", .httpTypes]
        ),
        tests(
            "Sluice",
            [
                "SluiceEngine", "SluiceGemini", "SluiceSupport", "GeminiEmulator", "Gemini", "SluiceLedger",
                "SluiceHTTP", "StructuredJSON",
                "SluiceMedia",
                "SluiceStages",
            ]
        ),
        tests(
            "SluiceCLI",
            ["embedding", "GeminiEmulator", "SluiceCurl", "SluiceHTTP", "Sluice", "StructuredJSON", .grdb, .httpTypes],
            exclude: ["PythonSDK"]
        ),
    ],
    swiftLanguageModes: [.v6]
)

extension [Target.Dependency] {
    static var nio: Self { Target.Dependency.nio }
}
