// swift-tools-version: 6.2
import PackageDescription

// A package of its own: measuring needs none of what Sluice is built from, only its executable.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .target(name: "Measuring"),
        .executableTarget(name: "RunSpeed", dependencies: ["Measuring"]),
        .executableTarget(name: "EmulatorSpeed", dependencies: ["Measuring"]),
    ],
    swiftLanguageModes: [.v6]
)
