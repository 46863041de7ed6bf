// swift-tools-version: 6.2
import PackageDescription

// Somebody else's package, whose own modules have the names that such packages often have.
let modules = ["Curl", "HTTP", "Ledger", "Media", "Prices", "Recipes", "Stages"]

let package = Package(
    name: "embedding-package",
    platforms: [.macOS(.v15)],
    products: [.library(name: "Media", targets: ["Media"]), .library(name: "Stages", targets: ["Stages"])],
    dependencies: [.package(name: "sluice", path: "../..")],
    targets: modules.map { .target(name: $0) } + [
        .executableTarget(
            name: "Kitchen",
            dependencies: modules.map { .byName(name: $0) } + [.product(name: "Sluice", package: "sluice")]
        )
    ],
    swiftLanguageModes: [.v6]
)
