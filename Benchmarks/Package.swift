// swift-tools-version: 6.2
import PackageDescription

// A package of its own. Most of it needs only Sluice's executable; what looks at files links the part that does.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "sluice", path: "..")],
    targets: [
        .target(name: "Measuring"),
        .executableTarget(name: "RunSpeed", dependencies: ["Measuring"]),
        .executableTarget(name: "ResumeSpeed", dependencies: ["Measuring"]),
        .executableTarget(name: "UploadSpeed", dependencies: ["Measuring"]),
        .executableTarget(name: "EmulatorSpeed", dependencies: ["Measuring"]),
        .executableTarget(
            name: "DetectionSpeed",
            dependencies: ["Measuring", .product(name: "SluiceMedia", package: "sluice")]
        ),
        .executableTarget(name: "MediaFuzz", dependencies: [.product(name: "SluiceMedia", package: "sluice")]),
    ],
    swiftLanguageModes: [.v6]
)
